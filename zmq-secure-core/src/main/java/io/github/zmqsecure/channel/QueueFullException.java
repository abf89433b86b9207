// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when the outbound queue of a socket was full for as long as a send may wait.
 *
 * @since 0.1.0
 */
public class QueueFullException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param socket the name of the socket
	 * @param capacity how many messages its outbound queue holds
	 */
	public QueueFullException(String socket, int capacity) {
		super("The outbound queue of socket '" + socket + "' is full with " + capacity
				+ " messages. Its peer is away or slow; see the health of 'zmq', or raise 'zmq.secure.sockets." + socket
				+ ".queue-capacity'.");
	}

}
