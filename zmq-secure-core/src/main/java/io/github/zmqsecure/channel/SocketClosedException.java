// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when a message is sent on a socket that is not open, or no longer.
 *
 * @since 0.1.0
 */
public class SocketClosedException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param socket the name of the socket
	 */
	public SocketClosedException(String socket) {
		super("Socket '" + socket + "' is closed, or not open yet: it takes messages between the start and the stop of "
				+ "the application context");
	}

}
