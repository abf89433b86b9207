// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Endpoint syntax, and what may be bound, connected to, or let in by address.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.endpoint;

import org.jspecify.annotations.NullMarked;
