// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.function.Predicate;

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

	private final MessageProgress progress = new MessageProgress();

	/** What the connection waits for. */
	private int wanted;

	/** Whether the frame is complete, and the socket has not taken it. */
	private boolean awaitsSocket;

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
		ConnectionFlow former = this.connection;
		this.connection = connection;
		former.replaced();
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
		if (!fits(bytes, this::take) && !fitsAfterPause(bytes)) {
			return false;
		}
		if (this.paused) {
			this.paused = false;
			this.progress.resume(this.ioThread.patience());
			this.ioThread.served(this);
		}
		if (bytes > SMALL) {
			this.arriving.take(bytes);
			this.progress.progress(this.ioThread.patience(), this.frames + this.frame == 0);
			this.frame += bytes;
		}
		return true;
	}

	/** All of a frame has arrived: if it stays, that is not for its peer to change. */
	void frameArrived() {
		this.awaitsSocket = true;
	}

	/**
	 * The frame that has arrived was a command, which reaches no socket. It may have come
	 * between those of a message.
	 */
	void discarded() {
		this.awaitsSocket = false;
		this.arriving.release(this.frame);
		this.frame = 0;
		if (this.frames == 0) {
			completed();
		}
	}

	private void completed() {
		this.arriving.release(this.frames + this.frame);
		this.frames = 0;
		this.frame = 0;
		this.ioThread.getFinishing().giveBack(this);
		this.socket.getReceiving().giveBack(this);
	}

	@Override
	public void partWritten(long bytes) {
		this.awaitsSocket = false;
		this.arriving.take(bytes - this.frame);
		this.progress.progress(this.ioThread.patience(), this.frames == 0);
		this.frames += bytes;
		this.frame = 0;
		this.connection.taken();
	}

	@Override
	public void written(long bytes) {
		this.awaitsSocket = false;
		if (this.frames + this.frame > 0) {
			completed();
		}
		this.received.put(bytes);
		this.connection.taken();
	}

	@Override
	public void failed() {
		this.connection.failed();
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
		this.connection.forgetIfOver();
	}

	/**
	 * Whether the peer holds a part of a message and does not get on with it, although it
	 * could.
	 */
	boolean isStalled(long now, long nanos) {
		boolean stalled = this.progress.isStalled(this.connection.reads(), now, nanos);
		return stalled && this.frames + this.frame > 0 && !this.paused && !this.awaitsSocket;
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

	/**
	 * Whether the connection could go on at this moment. It takes no turn by that, since
	 * nothing may be there to go on with.
	 */
	boolean mayGoOn() {
		return fits(this.wanted, (turn) -> turn.isFreeFor(this) && this.ioThread.isFirst(this));
	}

	/** Whether it could go on if it had the turn to finish its message. */
	boolean couldFinish() {
		return fits(this.wanted, (turn) -> turn == this.ioThread.getFinishing() || turn.isFreeFor(this));
	}

	/** Whether it waits for others, and not for what its own socket has left unread. */
	boolean isKeptWaiting() {
		return this.received.hasRoom(this.frames + this.frame + this.wanted, this.limit)
				&& this.connection.isTakenBySocket(this.frames);
	}

	/** The connection has ended; what the socket has not taken is counted still. */
	void ended() {
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
			this.progress.pause(this.ioThread.patience());
		}
		this.paused = true;
		VarHandle.fullFence();
		if (fits(bytes, this::take)) {
			return true;
		}
		this.ioThread.await(this);
		return false;
	}

	/**
	 * Whoever has the turn to finish a message waits for nothing any more: others wait
	 * for that.
	 * @param turns whether a turn may be had
	 */
	private boolean fits(int bytes, Predicate<MessageTurn> turns) {
		long message = this.frames + this.frame + bytes;
		MessageTurn finishing = this.ioThread.getFinishing();
		return finishing.isOf(this)
				|| (mayBeReceived(message, turns) && (message <= SMALL || this.receivingOfPeer.hasRoom(bytes)
						|| (this.connection.isTakenBySocket(this.frames) && turns.test(finishing))));
	}

	/**
	 * Messages that wait at other sockets leave room for one at a socket that is idle.
	 */
	private boolean mayBeReceived(long message, Predicate<MessageTurn> turns) {
		if (!this.received.hasRoom(message, this.limit)) {
			return false;
		}
		return this.receivedOfPeer.hasRoom(message) || (this.socket.getReceived().getHeld() <= 0
				&& (message <= SMALL || turns.test(this.socket.getReceiving())));
	}

	private boolean take(MessageTurn turn) {
		return this.ioThread.take(turn, this);
	}

}
