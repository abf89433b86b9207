// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when a message is larger than its socket may send. Its receiver, which has the
 * same limits as shipped, would end the connection and everything under way on it.
 *
 * @since 0.1.0
 */
public class MessageTooLargeException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param socket the name of the socket
	 * @param what what is too large, such as {@code a frame of 2000000 bytes}
	 * @param option the option that bounds it, such as {@code max-msg-size}
	 * @param limit the value of the option
	 */
	public MessageTooLargeException(String socket, String what, String option, long limit) {
		super("Socket '" + socket + "' does not send a message with " + what + ", since its limit is " + limit
				+ ". Send less at once, or raise 'zmq.secure.sockets." + socket + ".options." + option
				+ "' here and at the receiver.");
	}

}
