// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.memory.PeerMemory;
import io.github.zmqsecure.memory.TransitAccount;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

/**
 * Counts what waits to be sent in a pipe that a socket was given when it connected, and
 * that outlives its connections. Beyond the limits the socket takes it for full, as if it
 * had reached its high-water mark. Each thread stands before its own end: the I/O thread
 * before the first connection reads from it, the owner before its next message.
 */
final class LastingMeter implements MeteredPipe.Meter {

	private final FlowInternals internals = JeromqInternals.get().flow();

	private final SessionBase session;

	private final Pipe far;

	private final Pipe near;

	private final int[] hwms;

	private final IoThreadExecutor executor;

	private final PeerMemory peer;

	private final ByteAccount ofPeer;

	private final TransitAccount sending;

	private final long limit;

	/** What an engine was given and has not sent, for all that is known. */
	private long inEngine;

	private volatile boolean limited;

	/** Whether the high-water mark is kept here. For the owner. */
	private boolean lowered;

	private boolean installed;

	/** How many messages the connections took that have ended. */
	private volatile long takenByEnded;

	LastingMeter(SessionBase session, Pipe far, int[] hwms, IoThreadFlow ioThread, PeerMemory peer) {
		this.session = session;
		this.far = far;
		this.near = JeromqInternals.get().pipes().peer(far);
		this.hwms = hwms;
		this.executor = ioThread.getExecutor();
		this.peer = peer;
		this.ofPeer = peer.getAccount(Stage.SENDING);
		this.sending = new TransitAccount(this.ofPeer);
		this.limit = ioThread.getBudget().getLimits().perConnection();
	}

	Pipe near() {
		return this.near;
	}

	/**
	 * For the owner, between messages: count what is written from now on, and take
	 * messages again if there is room.
	 */
	void update() {
		if (!this.installed) {
			this.installed = true;
			this.internals.meterWriter(this.near, this);
		}
		if (this.lowered && (!this.limited || hasRoomAgain())) {
			this.lowered = false;
			this.limited = false;
			this.near.setHwms(this.hwms[0], this.hwms[1]);
			activate();
		}
	}

	/** For the owner. */
	boolean isLimited() {
		return this.lowered;
	}

	@Override
	public void written(long bytes) {
		this.sending.put(bytes);
		if (!this.sending.hasRoom(0, this.limit) || !this.ofPeer.hasRoom(0)) {
			this.lowered = true;
			this.limited = true;
			this.near.setHwms(this.hwms[0], (int) Math.max(1, JeromqInternals.get().pipes().unread(this.near)));
		}
	}

	@Override
	public void read(long bytes) {
		sent();
		this.inEngine = bytes;
	}

	@Override
	public void drained() {
		sent();
		this.sending.drained();
	}

	/**
	 * What the former engine was given is gone with it. The next one asks for more only
	 * when there is more.
	 */
	void reconnecting() {
		drained();
	}

	/** A connection has ended, and with it what it took. */
	void connectionEnded() {
		this.takenByEnded = JeromqInternals.get().pipes().read(this.far);
	}

	/** For the owner. */
	long takenByEnded() {
		return this.takenByEnded;
	}

	/** Count nothing any more. By any thread. */
	void close() {
		this.sending.close();
		this.peer.close();
	}

	/**
	 * What was written before this meter stood there, such as a probe, was not put.
	 */
	private void sent() {
		this.sending.take(Math.min(this.inEngine, this.sending.getHeld()));
		this.inEngine = 0;
		boolean connected = JeromqInternals.get().session().pipe(this.session) == this.far;
		if (this.limited && connected && hasRoomAgain()) {
			this.limited = false;
			activate();
		}
	}

	private boolean hasRoomAgain() {
		return this.sending.getHeld() <= this.limit / 2 && this.ofPeer.hasRoom(0);
	}

	private void activate() {
		this.internals.activateWrite(this.executor, this.near, JeromqInternals.get().pipes().read(this.far));
	}

}
