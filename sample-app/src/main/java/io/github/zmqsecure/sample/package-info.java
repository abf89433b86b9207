// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * An order service, its gateway and a price feed that talk over CURVE.
 */
@NullMarked
package io.github.zmqsecure.sample;

import org.jspecify.annotations.NullMarked;
