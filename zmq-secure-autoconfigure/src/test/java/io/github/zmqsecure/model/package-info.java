// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A model checker for delivery: random applications do random things to each other, and
 * every message must be accounted for.
 */
@NullMarked
package io.github.zmqsecure.model;

import org.jspecify.annotations.NullMarked;
