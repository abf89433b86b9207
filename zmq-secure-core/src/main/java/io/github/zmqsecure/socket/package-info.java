// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * From settings to a configured {@link org.zeromq.ZMQ.Socket}, on a hardened
 * {@link org.zeromq.ZContext}.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.socket;

import org.jspecify.annotations.NullMarked;
