// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;

/**
 * How a key was used.
 *
 * @param handshakes how many handshakes with it succeeded
 * @param lastUsed when the last one did
 * @since 0.1.0
 */
public record KeyUse(long handshakes, Instant lastUsed) {

}
