// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a received message has not the layout that its socket expects, or its
 * payload cannot be converted to what the application asks for.
 *
 * @since 0.1.0
 */
public class UnreadableMessageException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong with the message
	 * @param cause what brought it about, {@code null} if nothing else did
	 */
	public UnreadableMessageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
