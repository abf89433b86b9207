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

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.HeldBytes;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.memory.PeerMemory;
import io.github.zmqsecure.memory.TransitAccount;
import zmq.pipe.Pipe;

/**
 * Counts what waits to be sent on one connection, the message that the network is being
 * given included. Beyond the limits the socket takes the connection for full, as if it
 * had reached its high-water mark. Written by the thread that owns the socket, read by
 * the I/O thread.
 */
final class OutboundMeter implements MeteredPipe.Meter {

	/** Smaller frames need no room of their own. */
	private static final int SMALL = 4096;

	private final ConnectionFlow connection;

	private final Pipe near;

	private final Pipe far;

	private final int[] hwms;

	private final IoThreadFlow ioThread;

	private final SocketFlow socket;

	/** What the sealed copies are told to that a publisher's connections have each. */
	private final ByteAccount copiesOfPeer;

	/** The sealed copies of the message of which the engine was given frames. */
	private final HeldBytes copies;

	/** What they take at most, one after the other. */
	private long copied;

	private final ByteAccount ofPeer;

	private final TransitAccount sending;

	private final long limit;

	/** What the engine was given and has not sent, for all that is known. */
	private long inEngine;

	/** What the engine was refused. */
	private long wanted;

	private long progressed;

	private long takenThen;

	private int unsentThen;

	private volatile boolean limited;

	OutboundMeter(ConnectionFlow connection, Pipe[] pair, int[] hwms, IoThreadFlow ioThread, SocketFlow socket,
			PeerMemory peer) {
		this.connection = connection;
		this.far = pair[0];
		this.near = pair[1];
		this.hwms = hwms;
		this.ioThread = ioThread;
		this.socket = socket;
		this.copiesOfPeer = peer.getAccount(Stage.SENDING);
		this.copies = new HeldBytes(this.copiesOfPeer);
		this.ofPeer = (socket.isPublisher()) ? new ByteAccount(Long.MAX_VALUE) : peer.getAccount(Stage.SENDING);
		this.sending = new TransitAccount(this.ofPeer);
		this.limit = ioThread.getBudget().getLimits().perConnection();
		this.progressed = ioThread.patience();
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
		if (!this.limited && !isWithinLimits()) {
			this.limited = true;
			this.near.setHwms(this.hwms[0], (int) Math.max(1, JeromqInternals.get().pipes().unread(this.near)));
			this.socket.limited(this);
			this.ioThread.limited();
		}
	}

	/**
	 * For the owner: take messages again if there is room.
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
	 * The engine asks for more when it has sent what it was given, or nearly so.
	 */
	@Override
	public void read(long bytes) {
		sent();
		this.inEngine = bytes;
	}

	/**
	 * What is published takes memory for each connection once it is sealed.
	 */
	@Override
	public boolean isGate() {
		return this.socket.isPublisher();
	}

	/**
	 * Room for the largest frame is held until all of its message was sent, so that none
	 * has to wait for it.
	 */
	@Override
	public boolean mayRead(long largest) {
		messageSent();
		if (!this.connection.isConnectedBy(this.far)) {
			return true;
		}
		if (largest > SMALL && !this.copiesOfPeer.hasRoom(largest)) {
			this.wanted = largest;
			this.ioThread.await(this);
			return false;
		}
		this.copied = largest;
		this.copies.take(largest);
		return true;
	}

	/**
	 * For the I/O thread: have the engine ask again if there is room.
	 * @return whether it does
	 */
	boolean readAgain() {
		if (this.connection.isConnectedBy(this.far) && !this.copiesOfPeer.hasRoom(this.wanted)) {
			return false;
		}
		if (this.connection.isConnectedBy(this.far)) {
			JeromqInternals.get().flow().activateRead(this.ioThread.getExecutor(), this.far);
		}
		return true;
	}

	@Override
	public void drained() {
		messageSent();
		this.sending.drained();
	}

	/**
	 * Whether the peer has taken nothing for a time of what waits for it.
	 */
	boolean isStalled(long now, long nanos) {
		long taken = this.sending.getTaken();
		int unsent = JeromqInternals.get().engine().unsent(this.connection.engine());
		if (this.sending.getHeld() == 0 || taken != this.takenThen || unsent != this.unsentThen) {
			this.takenThen = taken;
			this.unsentThen = unsent;
			this.progressed = now;
		}
		return now - this.progressed > nanos;
	}

	long getProgressed() {
		return this.progressed;
	}

	/** What the peer holds, or all peers together that nobody named. */
	long getHeldByAll() {
		return this.copiesOfPeer.getHeldByAll();
	}

	/** What the peer holds with all of its connections. */
	long getHeldByPeer() {
		return this.copiesOfPeer.getHeld();
	}

	long getHeld() {
		return this.sending.getHeld();
	}

	void ended() {
		messageSent();
	}

	/** Count nothing any more. By any thread: that of the connection may be dead. */
	void close() {
		this.copies.close();
		this.sending.close();
	}

	private void messageSent() {
		sent();
		if (this.copied > 0) {
			this.copies.release(this.copied);
			this.copied = 0;
			this.ioThread.wakeSenders();
		}
	}

	private void sent() {
		if (this.inEngine > 0) {
			long bytes = this.inEngine;
			this.inEngine = 0;
			if (this.sending.take(bytes)) {
				activateAgain();
			}
		}
	}

	/**
	 * For the I/O thread: have the socket write again if there is room.
	 * @return whether the socket writes
	 */
	boolean activateAgain() {
		if (this.limited && hasRoomAgain() && this.connection.isConnectedBy(this.far)) {
			this.limited = false;
			activate();
		}
		return !this.limited;
	}

	private void activate() {
		JeromqInternals internals = JeromqInternals.get();
		internals.flow().activateWrite(this.ioThread.getExecutor(), this.near, internals.pipes().read(this.far));
	}

	private boolean isWithinLimits() {
		return this.sending.hasRoom(0, this.limit) && this.ofPeer.permits(0);
	}

	private boolean hasRoomAgain() {
		return this.sending.getHeld() <= this.limit / 2 && this.ofPeer.permits(0);
	}

}
