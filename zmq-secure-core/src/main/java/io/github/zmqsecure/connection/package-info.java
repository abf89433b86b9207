// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What happens to each TCP connection: who is at the other end, how its handshake ended,
 * and what is done to those that take too long or too much.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.connection;

import org.jspecify.annotations.NullMarked;
