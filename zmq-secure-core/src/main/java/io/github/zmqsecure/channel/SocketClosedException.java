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
