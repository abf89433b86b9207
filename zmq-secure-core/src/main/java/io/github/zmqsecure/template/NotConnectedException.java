// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;
import java.time.Duration;

/**
 * Thrown when no reply came in time because the socket has no peer, and when a message is
 * to fail at once for want of one.
 *
 * @since 0.1.0
 */
public class NotConnectedException extends NoReplyException {

	@Serial
	private static final long serialVersionUID = 1L;

	NotConnectedException(String socket, boolean connects, Duration timeout, Sent sent) {
		super("No reply to a request on socket '" + socket + "' came within " + timeout.toMillis()
				+ " ms, and the socket is not connected. " + action(socket, connects), sent);
	}

	NotConnectedException(String socket, boolean connects, Sent sent) {
		super("Socket '" + socket + "' is not connected, and the message was to fail at once in that case. "
				+ action(socket, connects), sent);
	}

	private static String action(String socket, boolean connects) {
		return "Start its peer, or correct 'zmq.secure.sockets." + socket + ((connects) ? ".connect" : ".bind")
				+ "'; see the health of 'zmq'.";
	}

}
