// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
