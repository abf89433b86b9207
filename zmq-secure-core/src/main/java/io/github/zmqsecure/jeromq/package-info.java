// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The one place that looks inside JeroMQ 0.6.0.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.jeromq;

import org.jspecify.annotations.NullMarked;
