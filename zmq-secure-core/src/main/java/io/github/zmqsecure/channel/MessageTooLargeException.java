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
