// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.TransitAccount;
import zmq.pipe.Pipe;

/**
 * Has a socket take the pipe to a connection for full while as many bytes wait in it as
 * may. For the owner of the socket, where nothing else is said.
 */
final class OutboundLimit {

	private final ConnectionFlow connection;

	private final Pipe far;

	private final Pipe near;

	private final int[] hwms;

	private final IoThreadFlow ioThread;

	private final SocketFlow socket;

	private final TransitAccount sending;

	private final ByteAccount ofPeer;

	private final long limit;

	/** How large the last message was. */
	private long last;

	private volatile boolean limited;

	/**
	 * Create the limit of a connection.
	 * @param connection the connection
	 * @param pair the end of its session and that of the socket
	 * @param hwms how many messages each end takes
	 * @param ioThread its I/O thread
	 * @param socket the socket
	 * @param sending what waits in the pipe
	 * @param ofPeer what the peer has to keep within
	 */
	OutboundLimit(ConnectionFlow connection, Pipe[] pair, int[] hwms, IoThreadFlow ioThread, SocketFlow socket,
			TransitAccount sending, ByteAccount ofPeer) {
		this.connection = connection;
		this.far = pair[0];
		this.near = pair[1];
		this.hwms = hwms;
		this.ioThread = ioThread;
		this.socket = socket;
		this.sending = sending;
		this.ofPeer = ofPeer;
		this.limit = ioThread.getBudget().getLimits().perConnection();
	}

	/** A message was put into the pipe. */
	void written(long bytes) {
		this.last = bytes;
		if (!this.limited && !isWithinLimits()) {
			this.limited = true;
			this.near.setHwms(this.hwms[0], (int) Math.max(1, JeromqInternals.get().pipes().unread(this.near)));
			this.socket.limited(this);
			this.ioThread.limited();
		}
	}

	/** Whether there was a message. */
	boolean hasWritten() {
		return this.last > 0;
	}

	/**
	 * Take messages again if there is room.
	 * @return whether it takes them
	 */
	boolean restore() {
		if (this.limited && !this.connection.isEnded() && !hasRoomAgain()) {
			return false;
		}
		this.limited = false;
		this.near.setHwms(this.hwms[0], this.hwms[1]);
		activate();
		return true;
	}

	/**
	 * For the I/O thread: have the socket write again if there is room.
	 * @return whether it need not be looked after any more
	 */
	boolean activateAgain() {
		if (this.limited && hasRoomAgain() && this.connection.isConnectedBy(this.far)) {
			this.limited = false;
			activate();
		}
		return !this.limited || this.connection.isEnded();
	}

	private void activate() {
		JeromqInternals internals = JeromqInternals.get();
		internals.flow().activateWrite(this.ioThread.getExecutor(), this.near, internals.pipes().read(this.far));
	}

	private boolean isWithinLimits() {
		return this.sending.hasRoom(0, Math.min(this.limit, getShare())) && this.ofPeer.permits(0);
	}

	private boolean hasRoomAgain() {
		long held = this.sending.getHeld();
		return held == 0 || (held <= Math.min(this.limit / 2, getShare()) && this.ofPeer.permits(0));
	}

	/**
	 * What the connection may hold so that another message as large as the last leaves as
	 * much free for others as it would hold then, and that message once more. No matter
	 * of subscriptions, of which none may be missing.
	 */
	private long getShare() {
		return (this.socket.subscribes()) ? Long.MAX_VALUE : this.socket.getSending().getFree() - 2 * this.last;
	}

}
