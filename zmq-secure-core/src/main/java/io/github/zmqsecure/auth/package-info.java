// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Who may connect: the ZAP handler (RFC 27), the client authorizer and the authenticated
 * peer.
 * <p>
 * Internal but for the types that {@code docs/api.md} lists.
 */
@NullMarked
package io.github.zmqsecure.auth;

import org.jspecify.annotations.NullMarked;
