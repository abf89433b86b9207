// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.net.InetSocketAddress;
import java.time.Instant;

import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that failed, or a peer that was cut off for what it sent afterwards.
 *
 * @param time when it failed
 * @param remoteAddress the address of the other end, where known
 * @param publicKey the key that the client proved, {@code null} if it didn't get that far
 * @param reason why it failed
 * @param accepted whether the other end connected, rather than this one
 * @param limit the property whose limit was exceeded, such as
 * {@code max-pending-handshakes}; {@code former-peer} where a former peer had the place
 * that this one waited for; {@code null} if none was
 * @since 0.1.0
 */
public record Refusal(Instant time, @Nullable InetSocketAddress remoteAddress, @Nullable CurvePublicKey publicKey,
		FailureReason reason, boolean accepted, @Nullable String limit) {

}
