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

package io.github.zmqsecure.cli;

/**
 * What came of a probe, each with the exit code that stands for it.
 */
enum ProbeOutcome {

	/** The handshake was completed. */
	CONNECTED(0, "connected"),

	/** The server could not open what was sealed for the key it was said to have. */
	WRONG_SERVER_KEY(10, "wrong server key"),

	/** The server knows itself in the key, and does not let the client in. */
	KEY_NOT_ALLOWED(11, "key not allowed"),

	/** Something else listens. */
	NOT_CURVE(12, "not CURVE"),

	/** The connection was refused. */
	NOTHING_LISTENING(13, "nothing listening"),

	/** The connection was closed before a word was said. */
	ADDRESS_DENIED(14, "address denied"),

	/** No answer came in time. */
	TIMED_OUT(15, "timed out"),

	/** The server closed the connection after it had heard who the client is. */
	BROKE_OFF(16, "broke off");

	private final int exitCode;

	private final String words;

	ProbeOutcome(int exitCode, String words) {
		this.exitCode = exitCode;
		this.words = words;
	}

	/**
	 * Return the exit code.
	 * @return the exit code
	 */
	int exitCode() {
		return this.exitCode;
	}

	@Override
	public String toString() {
		return this.words;
	}

}
