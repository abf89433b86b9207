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

import java.lang.invoke.VarHandle;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.HeldBytes;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.memory.PeerMemory;
import io.github.zmqsecure.memory.TransitAccount;
import io.github.zmqsecure.memory.UnnamedPeers;

/**
 * Counts what one connection receives: the message that is arriving, and those that wait
 * for the socket. While there is no room the connection does not read, so that its peer
 * is held up. For the I/O thread, but for what the socket takes.
 */
final class InboundMeter implements MeteredPipe.Meter {

	/** Frames of this size are only counted once they are complete. */
	private static final int SMALL = 1024;

	private static final int LONGEST_MESSAGE = 5;

	/** Another one when the pipe outlives its connection, as a client's may. */
	private ConnectionFlow connection;

	private final IoThreadFlow ioThread;

	private final SocketFlow socket;

	private final String peer;

	private final ByteAccount receiving;

	private final ByteAccount receivingOfPeer;

	private final ByteAccount receivedOfPeer;

	/** What has arrived of a message, until all of it has. */
	private final HeldBytes arriving;

	private final TransitAccount received;

	private final long limit;

	/** Bytes of the frame that is arriving. */
	private long frame;

	/** Bytes of the frames of a message whose last one has not arrived. */
	private long frames;

	private long progressed;

	/**
	 * When the message began that is arriving, later by the time in which nothing was
	 * read.
	 */
	private long began;

	private long pausedAt;

	/** What the connection waits for. */
	private int wanted;

	private volatile boolean paused;

	InboundMeter(ConnectionFlow connection, IoThreadFlow ioThread, SocketFlow socket, PeerMemory peer) {
		this.connection = connection;
		this.ioThread = ioThread;
		this.socket = socket;
		this.peer = (UnnamedPeers.contain(peer.getName())) ? "" : peer.getName();
		this.receiving = ioThread.getBudget().getAccount(Stage.RECEIVING);
		this.receivingOfPeer = peer.getAccount(Stage.RECEIVING);
		this.receivedOfPeer = peer.getAccount(Stage.RECEIVED);
		this.arriving = new HeldBytes(this.receivingOfPeer);
		this.received = new TransitAccount(this.receivedOfPeer, socket.getReceived());
		this.limit = ioThread.getBudget().getLimits().perConnection();
	}

	ConnectionFlow connection() {
		return this.connection;
	}

	/** Go on with the next connection of a pipe. */
	void continueWith(ConnectionFlow connection) {
		this.connection = connection;
	}

	/**
	 * Grant memory for a frame, as {@link FrameMemory} says. All of it while there is
	 * plenty, so that nothing has to be copied; else as bytes arrive.
	 */
	int grant(int announced, int received) {
		boolean all = this.receiving.getHeld() + announced <= this.receiving.getLimit() / 2;
		int granted = (all) ? announced : FrameMemory.part(announced, received);
		return reserve(granted - received) ? granted : 0;
	}

	private boolean reserve(int bytes) {
		if (!fits(bytes) && !fitsAfterPause(bytes)) {
			return false;
		}
		if (this.paused) {
			this.paused = false;
			this.began += this.ioThread.patience() - this.pausedAt;
			this.ioThread.served(this);
		}
		if (bytes > SMALL) {
			this.arriving.take(bytes);
			progress();
			this.frame += bytes;
		}
		return true;
	}

	/**
	 * The frame that has arrived was a command, which reaches no socket.
	 */
	void discarded() {
		this.arriving.release(this.frame);
		this.frame = 0;
		completed();
	}

	private void completed() {
		this.ioThread.getFinishing().giveBack(this);
		this.socket.getReceiving().giveBack(this);
	}

	@Override
	public void partWritten(long bytes) {
		this.arriving.take(bytes - this.frame);
		progress();
		this.frames += bytes;
		this.frame = 0;
		this.connection.taken();
	}

	private void progress() {
		this.progressed = this.ioThread.patience();
		if (this.frames + this.frame == 0) {
			this.began = this.progressed;
		}
	}

	@Override
	public void written(long bytes) {
		if (this.frames + this.frame > 0) {
			this.arriving.release(this.frames + this.frame);
			this.frames = 0;
			this.frame = 0;
			completed();
		}
		this.received.put(bytes);
		this.connection.taken();
	}

	@Override
	public void read(long bytes) {
		if (this.received.take(bytes) && this.paused && this.received.getHeld() <= this.limit / 2) {
			this.ioThread.wake();
		}
	}

	@Override
	public void drained() {
		this.received.drained();
		if (this.paused) {
			this.ioThread.wake();
		}
	}

	/**
	 * Whether the peer holds a part of a message and has not gone on with it for a time,
	 * or not come to its end for five times as long, although it could.
	 */
	boolean isStalled(long now, long nanos) {
		return this.frames + this.frame > 0 && !this.paused
				&& (now - this.progressed > nanos || now - this.began > LONGEST_MESSAGE * nanos);
	}

	/** The name of the peer, the same for all that nobody named. */
	String getPeer() {
		return this.peer;
	}

	/** What the peer holds, or all peers together that nobody named. */
	long getHeldByAll() {
		return this.receivingOfPeer.getHeldByAll() + this.receivedOfPeer.getHeldByAll();
	}

	/** What the peer holds with all of its connections. */
	long getHeldByPeer() {
		return this.receivingOfPeer.getHeld() + this.receivedOfPeer.getHeld();
	}

	/** Whether the connection could go on at this moment. */
	boolean mayGoOn() {
		return fits(this.wanted);
	}

	/** The connection has ended; what the socket has not taken is counted still. */
	void ended() {
		this.arriving.release(this.frames + this.frame);
		this.frames = 0;
		this.frame = 0;
		this.paused = false;
		this.ioThread.served(this);
		completed();
	}

	/**
	 * Nobody will take anything any more, and what has arrived of a message will not come
	 * to its end. By any thread: that of the connection may be dead.
	 */
	void close() {
		this.arriving.close();
		this.received.close();
	}

	boolean isEmpty() {
		return this.received.getHeld() == 0;
	}

	/**
	 * The socket may have made room just before it could see that somebody waits.
	 */
	private boolean fitsAfterPause(int bytes) {
		this.wanted = bytes;
		if (!this.paused) {
			this.pausedAt = this.ioThread.patience();
		}
		this.paused = true;
		VarHandle.fullFence();
		if (fits(bytes)) {
			return true;
		}
		this.ioThread.await(this);
		return false;
	}

	/**
	 * Whoever has the turn to finish a message waits for nothing any more: others wait
	 * for that.
	 */
	private boolean fits(int bytes) {
		long message = this.frames + this.frame + bytes;
		MessageTurn finishing = this.ioThread.getFinishing();
		return finishing.isOf(this) || (mayBeReceived(message)
				&& (message <= SMALL || this.receivingOfPeer.hasRoom(bytes) || this.ioThread.take(finishing, this)));
	}

	/**
	 * Messages that wait at other sockets leave room for one at a socket that is idle.
	 */
	private boolean mayBeReceived(long message) {
		if (!this.received.hasRoom(message, this.limit)) {
			return false;
		}
		return this.receivedOfPeer.hasRoom(message) || (this.socket.getReceived().getHeld() <= 0
				&& (message <= SMALL || this.ioThread.take(this.socket.getReceiving(), this)));
	}

}
