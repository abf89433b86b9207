// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.memory.PeerMemory;
import io.github.zmqsecure.memory.TransitAccount;
import org.jspecify.annotations.Nullable;
import zmq.pipe.Pipe;

/**
 * Counts what waits to be sent on one connection, the message that the network is being
 * given included. Beyond the limits the socket takes the connection for full, as if it
 * had reached its high-water mark. Written by the thread that owns the socket, read by
 * the I/O thread.
 */
final class OutboundMeter implements MeteredPipe.Meter {

	private final ConnectionFlow connection;

	private final Pipe far;

	private final IoThreadFlow ioThread;

	private final SocketFlow socket;

	private final OutboundLimit bounds;

	/** Of the largest frame of the message of which the engine was given some. */
	private final @Nullable SealedCopy copy;

	private final ByteAccount stageOfPeer;

	private final ByteAccount ofPeer;

	private final TransitAccount sending;

	private final long limit;

	/** What the engine was given and has not sent, for all that is known. */
	private long inEngine;

	/** What the engine was refused, zero if nothing. */
	private long wanted;

	private final SendProgress progress;

	/**
	 * Set before whoever owns the socket may read what the engine was not given, once it
	 * has ended.
	 */
	private boolean disconnected;

	OutboundMeter(ConnectionFlow connection, Pipe[] pair, int[] hwms, IoThreadFlow ioThread, SocketFlow socket,
			PeerMemory peer) {
		this.connection = connection;
		this.far = pair[0];
		this.ioThread = ioThread;
		this.socket = socket;
		this.copy = socket.sealedCopy(peer);
		this.stageOfPeer = peer.getAccount(Stage.SENDING);
		this.ofPeer = (this.copy != null) ? new ByteAccount(Long.MAX_VALUE) : this.stageOfPeer;
		this.sending = new TransitAccount(this.ofPeer);
		this.limit = ioThread.getBudget().getLimits().perConnection();
		this.bounds = new OutboundLimit(connection, pair, hwms, ioThread, socket, this.sending, this.ofPeer);
		this.progress = new SendProgress(ioThread.patience());
	}

	/** For the owner: what may be done with a message. */
	SocketFlow.Admission admit(long bytes) {
		if (!this.sending.hasRoom(bytes, this.limit) || !this.ofPeer.permits(bytes)) {
			return SocketFlow.Admission.PEER_FULL;
		}
		if (this.ofPeer.hasRoom(bytes)) {
			return SocketFlow.Admission.ADMITTED;
		}
		this.ioThread.wanted();
		return (this.sending.getHeld() > 0) ? SocketFlow.Admission.PEER_FULL : SocketFlow.Admission.NO_ROOM;
	}

	@Override
	public void written(long bytes) {
		this.socket.update();
		this.sending.put(bytes);
		this.bounds.written(bytes);
	}

	/**
	 * The engine asks for more when it has sent what it was given, or nearly so.
	 */
	@Override
	public void read(long bytes) {
		if (this.disconnected) {
			this.sending.take(bytes);
			return;
		}
		sent();
		this.inEngine = bytes;
	}

	/**
	 * What is published takes memory for each connection once it is sealed.
	 */
	@Override
	public boolean isGate() {
		return this.copy != null;
	}

	/**
	 * Room for the largest frame is held until all of its message was sent, so that none
	 * has to wait for it.
	 */
	@Override
	public boolean mayRead(long largest) {
		if (this.disconnected) {
			return true;
		}
		messageSent();
		this.wanted = 0;
		SealedCopy copy = this.copy;
		if (copy == null || !this.connection.isConnectedBy(this.far)) {
			return true;
		}
		if (!copy.hasRoom(largest)) {
			this.wanted = largest;
			this.ioThread.await(this);
			return false;
		}
		copy.take(largest);
		return true;
	}

	/**
	 * For the I/O thread: have the engine ask again if there is room.
	 * @return whether it does
	 */
	boolean readAgain() {
		if (!this.connection.isConnectedBy(this.far)) {
			return true;
		}
		boolean hasRoom = this.copy == null || this.copy.hasRoom(this.wanted);
		if (hasRoom) {
			JeromqInternals.get().flow().activateRead(this.ioThread.getExecutor(), this.far);
		}
		return hasRoom;
	}

	@Override
	public void drained() {
		if (!this.disconnected) {
			messageSent();
		}
		this.sending.drained();
		this.connection.forgetIfOver();
	}

	/**
	 * Whether the peer has taken nothing for a time of what waits for it, and that is not
	 * for want of room here.
	 */
	boolean isStalled(long now, long nanos) {
		int unsent = JeromqInternals.get().engine().unsent(this.connection.engine());
		boolean awaitsPeer = this.sending.getHeld() > 0 && this.wanted == 0;
		return this.progress.isStalled(awaitsPeer, this.sending.getTaken(), unsent, now, nanos)
				&& !this.connection.isEnded();
	}

	/** For the owner: whether both ends of the pipe have counted something. */
	boolean hasCounted() {
		return this.bounds.hasWritten() && this.sending.getTaken() > 0;
	}

	long getProgressed() {
		return this.progress.getLast();
	}

	/** What the peer holds, or all peers together that nobody named. */
	long getHeldByAll() {
		return this.stageOfPeer.getHeldByAll();
	}

	/** What the peer holds with all of its connections. */
	long getHeldByPeer() {
		return this.stageOfPeer.getHeld();
	}

	long getHeld() {
		return this.sending.getHeld();
	}

	/**
	 * The engine is about to end. For the I/O thread, which takes nothing more once the
	 * pipe is the owner's.
	 */
	void disconnected() {
		messageSent();
		this.disconnected = true;
	}

	void ended() {
		if (!this.disconnected) {
			disconnected();
		}
	}

	/**
	 * Drop what nobody will send any more: JeroMQ does so only when the socket was read
	 * to the end of what the connection has brought.
	 */
	void dropUnsent() {
		JeromqInternals.get().flow().dropUnread(this.far, this);
	}

	/** Count nothing any more. By any thread: that of the connection may be dead. */
	void close() {
		if (this.copy != null) {
			this.copy.close();
		}
		this.sending.close();
	}

	private void messageSent() {
		sent();
		if (this.copy != null && this.copy.sent()) {
			this.ioThread.wakeSenders();
		}
	}

	private void sent() {
		if (this.inEngine > 0) {
			long bytes = this.inEngine;
			this.inEngine = 0;
			if (this.sending.take(bytes)) {
				this.bounds.activateAgain();
			}
		}
	}

	OutboundLimit bounds() {
		return this.bounds;
	}

}
