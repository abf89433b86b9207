// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.channels.SocketChannel;

import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

/**
 * A connection that was just accepted or made, and whose engine is about to be attached
 * to its session.
 *
 * @param channel the channel of the connection
 * @param engine its engine
 * @param session its session
 * @param accepted whether its peer opened it
 * @since 0.1.0
 */
public record Attachment(SocketChannel channel, StreamEngine engine, SessionBase session, boolean accepted) {

	/**
	 * Return the endpoint that the socket was bound or connected to.
	 * @return the endpoint as JeroMQ's events bear it
	 */
	public String endpoint() {
		return this.engine.getEndPoint();
	}

	/**
	 * Return whether the connection was made although the socket was disconnected from
	 * its endpoint. It ends at once. Not so where the socket was closed, and lingers for
	 * what it has to send.
	 * @return whether it was
	 */
	public boolean isUnwanted() {
		SessionInternals sessions = JeromqInternals.get().session();
		if (this.accepted || !sessions.isEnding(this.session)) {
			return false;
		}
		Pipe pipe = sessions.pipe(this.session);
		return pipe == null || !JeromqInternals.get().pipes().isReadToItsEnd(pipe);
	}

}
