// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import zmq.SocketBase;
import zmq.pipe.Pipe;

/**
 * The connection that a message was given to, or that brought it. For the thread that
 * owns the socket only.
 *
 * @param socket the socket
 * @param pipe the pipe between the socket and the connection
 * @param messages how many messages the pipe had been given then, this one included
 * @since 0.1.0
 */
public record Route(SocketBase socket, Pipe pipe, long messages) {

	/**
	 * Return whether this is the same connection as another.
	 * @param other the other one
	 * @return whether it is
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean isSame(Route other) {
		return this.pipe == other.pipe;
	}

	/**
	 * Return whether this connection may stand for another that has ended.
	 * @param other the other one
	 * @return whether that has ended
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean follows(Route other) {
		return this.socket != other.socket || JeromqInternals.get().pipes().isEnding(other.pipe);
	}

}
