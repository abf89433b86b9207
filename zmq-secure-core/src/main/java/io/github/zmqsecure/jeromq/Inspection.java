// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What was seen behind a connection at one moment.
 *
 * @param stage how far the handshake came
 * @param verdict what the ZAP handler of this library said of the client, if it did
 * @since 0.1.0
 */
public record Inspection(HandshakeStage stage, @Nullable ZapVerdict verdict) {

	/** Of a connection that JeroMQ does not know at this moment. */
	public static final Inspection UNKNOWN = new Inspection(HandshakeStage.UNKNOWN, null);

}
