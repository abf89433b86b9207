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
	 * @param depth how many messages its outbound queue holds: fewer than it can when
	 * their bytes leave no room
	 * @param capacity how many messages it can hold
	 */
	public QueueFullException(String socket, int depth, int capacity) {
		super("The outbound queue of socket '" + socket + "' has no room: it holds " + depth + " of " + capacity
				+ " messages" + ((depth < capacity) ? ", and as many bytes as it may" : "")
				+ ". Its peer is away or slow; see the health of 'zmq', or raise " + limit(socket, depth < capacity)
				+ ".");
	}

	private static String limit(String socket, boolean bytes) {
		return (bytes) ? "'zmq.secure.limits.max-total-bytes' or 'zmq.secure.limits.max-bytes-per-peer'"
				: "'zmq.secure.sockets." + socket + ".queue-capacity'";
	}

}
