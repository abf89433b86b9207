// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Description of a key.
 *
 * @param key the fingerprint of the public key
 * @param created when it was made, as its certificate says
 * @param expires when it ends, as its certificate says
 * @param until when an own key that was replaced is answered to no more
 * @param handshakes how many handshakes with it succeeded since start-up
 * @param lastUsed when the last one did
 * @param connections how many connections are open that were made with it
 * @since 0.1.0
 */
public record KeyDescriptor(String key, @Nullable Instant created, @Nullable Instant expires, @Nullable Instant until,
		long handshakes, @Nullable Instant lastUsed, long connections) {

}
