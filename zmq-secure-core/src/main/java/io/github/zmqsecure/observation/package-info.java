// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Micrometer observations of the programming model.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.observation;

import org.jspecify.annotations.NullMarked;
