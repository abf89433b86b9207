/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
