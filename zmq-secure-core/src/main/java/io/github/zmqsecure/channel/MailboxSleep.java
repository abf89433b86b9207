// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.socket.SocketTraits;
import zmq.ZError;

/**
 * Sleep in the mailbox of a socket.
 *
 * @param socket the socket
 */
record MailboxSleep(OwnedSocket socket) implements Wakeup.Sleep {

	@Override
	public boolean until(int events, int timeoutMillis, AtomicBoolean cancelled) {
		boolean usable = isToPoll(events) ? this.socket.socket().base().poll(events, timeoutMillis, cancelled) >= 0
				: this.socket.processCommands(timeoutMillis, cancelled);
		return usable || this.socket.errno() != ZError.ETERM;
	}

	/**
	 * JeroMQ looks for messages whenever it polls, and may begin to read one. So it is
	 * not asked to where none is wanted.
	 */
	private boolean isToPoll(int events) {
		return events != 0 || !SocketTraits.beginsToRead(this.socket.socket().getSocketType());
	}

	@Override
	public void end(AtomicBoolean cancelled) {
		try {
			this.socket.socket().base().cancel(cancelled);
		}
		catch (ZError.IOException | NullPointerException ex) {
			// The context was taken down under the owner, which needs no waking.
			return;
		}
	}

}
