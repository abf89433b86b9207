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

package io.github.zmqsecure.template;

import java.io.Serial;

import io.github.zmqsecure.connection.FailureReason;

/**
 * Thrown when a message is sent, or no reply came, while the server refuses the key of
 * the socket or has another than the socket insists on.
 *
 * @since 0.1.0
 */
public class RefusedByServerException extends NoReplyException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final FailureReason reason;

	RefusedByServerException(String socket, FailureReason reason, Sent sent) {
		super("The server of socket '" + socket + "' refuses it: " + reason.tag() + ". Compare 'key' and 'server' of "
				+ "'zmq.secure.sockets." + socket + "' with the keys of the server; see the health of 'zmq'.", sent);
		this.reason = reason;
	}

	/**
	 * Return why the server refuses the socket.
	 * @return the reason
	 */
	public FailureReason getReason() {
		return this.reason;
	}

}
