// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;

import io.github.zmqsecure.jeromq.HandshakeStage;

/**
 * Tells why a connection failed from how far it came.
 */
final class HandshakeClassifier {

	/**
	 * A libzmq server closes at once, and without a word, when it can't open HELLO. One
	 * that closes later has another reason.
	 */
	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private HandshakeClassifier() {
	}

	static FailureReason reasonOf(HandshakeStage stage, Duration age) {
		return switch (stage) {
			case WRONG_SERVER_KEY -> FailureReason.WRONG_SERVER_KEY;
			case CLIENT_NOT_ALLOWED, UNJUDGED -> FailureReason.CLIENT_NOT_ALLOWED;
			case OTHER_MECHANISM, MECHANISM_UNSAID -> FailureReason.NO_CURVE;
			case HELLO_SENT -> (age.compareTo(AT_ONCE) < 0) ? FailureReason.WRONG_SERVER_KEY : FailureReason.PROTOCOL;
			case UNKNOWN, GREETING, NOT_ZMTP, HANDSHAKE, READY -> FailureReason.PROTOCOL;
		};
	}

}
