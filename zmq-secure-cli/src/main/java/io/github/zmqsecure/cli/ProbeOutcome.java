// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
