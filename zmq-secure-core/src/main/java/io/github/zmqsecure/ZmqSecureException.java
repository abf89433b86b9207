// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions that ZMQ Secure throws on purpose. The message says what was
 * wrong, where, and how to mend it. Whatever looks like a key is taken out of it and out
 * of its causes, and so are characters that would forge a line of a log.
 *
 * @since 0.1.0
 */
public class ZmqSecureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was wrong, where, and how to mend it
	 */
	public ZmqSecureException(String message) {
		super(Printable.line(KeyRedaction.redact(message)));
	}

	/**
	 * Create an exception that something else brought about.
	 * @param message what was wrong, where, and how to mend it
	 * @param cause what brought it about, {@code null} if nothing else did
	 */
	public ZmqSecureException(String message, @Nullable Throwable cause) {
		super(Printable.line(KeyRedaction.redact(message)), KeyRedaction.redact(cause));
	}

}
