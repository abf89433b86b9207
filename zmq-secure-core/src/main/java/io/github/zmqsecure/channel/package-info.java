// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Managed sockets: one owner thread each, with a bounded outbound queue in front.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.channel;

import org.jspecify.annotations.NullMarked;
