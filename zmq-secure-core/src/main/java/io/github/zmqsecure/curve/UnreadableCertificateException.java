// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a certificate file or a directory of them that is missing, unreadable or
 * malformed. The message names the file, the line where there is one, the reason and the
 * action, and never a value of the file.
 *
 * @since 0.1.0
 */
public class UnreadableCertificateException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message which file, what is wrong with it, and how to mend it
	 */
	public UnreadableCertificateException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message which file, what is wrong with it, and how to mend it
	 * @param cause what brought it about
	 */
	public UnreadableCertificateException(String message, Throwable cause) {
		super(message, cause);
	}

	static UnreadableCertificateException at(String description, int line, String problem, @Nullable Throwable cause) {
		String message = "CURVE certificate %s, line %d: %s".formatted(description, line, problem);
		return (cause != null) ? new UnreadableCertificateException(message, cause)
				: new UnreadableCertificateException(message);
	}

}
