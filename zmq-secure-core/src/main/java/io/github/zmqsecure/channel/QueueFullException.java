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
