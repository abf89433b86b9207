// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

/**
 * Thrown when a provider of cryptography cannot be used. The message says what was wrong
 * and how to mend it.
 *
 * @since 0.1.0
 */
public class NaclProviderException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was wrong and how to mend it
	 */
	public NaclProviderException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what was wrong and how to mend it
	 * @param cause what brought it about
	 */
	public NaclProviderException(String message, Throwable cause) {
		super(message, cause);
	}

}
