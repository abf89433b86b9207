// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.zmqsecure.memory.PeerMemory;
import org.jspecify.annotations.Nullable;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

/**
 * The bytes of one connection on their way from and to its socket. They are counted until
 * the socket has taken them, even when the connection has ended before.
 */
final class ConnectionFlow {

	private final StreamEngine engine;

	private final @Nullable FrameDecoder decoder;

	private final SessionBase session;

	private final Pipe far;

	private final Pipe near;

	private final IoThreadFlow ioThread;

	private final SocketFlow socket;

	private final PeerMemory peer;

	private final InboundMeter inbound;

	private final OutboundMeter outbound;

	private final Consumer<String> cut;

	private final Extent extent;

	/** Of a pipe that outlives its connections. */
	private final @Nullable LastingMeter lasting;

	private final AtomicBoolean peerClosed = new AtomicBoolean();

	private volatile boolean ended;

	/**
	 * Count what goes through a pipe.
	 * @param engine the engine of the connection
	 * @param session what lies between it and the pipe
	 * @param pair the end of the session and that of the socket
	 * @param hwms how many messages each end takes
	 * @param ioThread the I/O thread of the connection
	 * @param socket what else the socket sends
	 * @param peer the accounts of the peer
	 * @param extent what of it is counted here
	 * @param cut notified of the limit by which the connection is cut
	 */
	ConnectionFlow(StreamEngine engine, SessionBase session, Pipe[] pair, int[] hwms, IoThreadFlow ioThread,
			SocketFlow socket, PeerMemory peer, Extent extent, Consumer<String> cut) {
		this.engine = engine;
		this.decoder = (JeromqInternals.get().engine().decoder(engine) instanceof FrameDecoder ours) ? ours : null;
		this.session = session;
		this.far = pair[0];
		this.near = pair[1];
		this.ioThread = ioThread;
		this.socket = socket;
		this.peer = peer;
		this.cut = cut;
		this.outbound = new OutboundMeter(this, pair, hwms, ioThread, socket, peer);
		FlowInternals internals = JeromqInternals.get().flow();
		this.lasting = (internals.readerMeterOf(pair[0]) instanceof LastingMeter meter) ? meter : null;
		this.extent = extent;
		if (internals.meterOf(pair[0]) instanceof InboundMeter former) {
			this.inbound = former;
			former.continueWith(this);
		}
		else {
			this.inbound = new InboundMeter(this, ioThread, socket, peer);
			if (isCountedToSocket()) {
				internals.meter(pair[1], pair[0], this.inbound);
			}
		}
		if (extent == Extent.ALL) {
			internals.meter(pair[0], pair[1], this.outbound);
		}
		ioThread.add(this);
	}

	/** Whether what it receives is counted until the socket has taken it. */
	boolean isCountedToSocket() {
		return this.extent != Extent.ARRIVING;
	}

	InboundMeter inbound() {
		return this.inbound;
	}

	OutboundMeter outbound() {
		return this.outbound;
	}

	StreamEngine engine() {
		return this.engine;
	}

	/** How often something was read from the network. */
	int reads() {
		return (this.decoder != null) ? this.decoder.reads() : 0;
	}

	/** The socket has taken the frame that was decoded last. */
	void taken() {
		FrameDecoder decoder = this.decoder;
		if (decoder != null) {
			decoder.forget();
		}
	}

	/** Whether the socket and the connection still hear of each other by a pipe. */
	boolean isConnectedBy(Pipe pipe) {
		return !this.ended && JeromqInternals.get().session().pipe(this.session) == pipe;
	}

	boolean isEnded() {
		return this.ended;
	}

	/** Whether the connection has ended and nothing of it is left. */
	boolean isOver() {
		return this.ended && this.inbound.isEmpty() && this.outbound.getHeld() == 0;
	}

	void resume() {
		JeromqInternals.get().engine().resumeInput(this.engine);
	}

	/**
	 * For the owner: cut the connection soon if no more messages may wait for it.
	 */
	void cutIfFull() {
		if (!this.near.checkHwm()) {
			this.ioThread.getExecutor().execute(() -> cut("snd-hwm"));
		}
	}

	void cut(String limit) {
		if (this.ended) {
			return;
		}
		this.cut.accept(limit);
		JeromqInternals.get().engine().end(this.engine);
	}

	/** The connection has ended. */
	void ended() {
		if (!this.ended) {
			this.ended = true;
			LastingMeter lasting = this.lasting;
			if (lasting != null) {
				lasting.connectionEnded();
			}
			this.inbound.ended();
			this.outbound.ended();
			dropUnsentIfEnded();
			closePeer();
			this.socket.ended(this);
			forgetIfOver();
		}
	}

	/** What it received is looked after by its successor. */
	void replaced() {
		if (this.ended && this.outbound.getHeld() == 0) {
			this.ioThread.forget(this);
		}
	}

	/** Nothing is kept of it once it has ended and the socket has taken all. */
	void forgetIfOver() {
		if (isOver()) {
			this.ioThread.forget(this);
		}
	}

	/**
	 * Drop what is left, also what the owner wrote before it heard of the end, unless the
	 * next connection sends it.
	 */
	void dropUnsentIfEnded() {
		if (this.ended && this.outbound.getHeld() > 0 && JeromqInternals.get().session().isAccepted(this.session)) {
			this.outbound.dropUnsent();
		}
	}

	/** Look again, and tell whether the socket still takes it for full. */
	boolean staysLimited() {
		return !this.outbound.bounds().activateAgain();
	}

	/** The engine is about to end. */
	void disconnected() {
		this.outbound.disconnected();
	}

	/**
	 * Whether the socket takes the message that arrives once it is complete: nobody else
	 * writes to its pipe. For the I/O thread.
	 * @param frames the bytes that the pipe has of it already
	 */
	boolean isTakenBySocket(long frames) {
		return frames > 0 || this.far.checkHwm();
	}

	/** What it received could not be given to the socket: it is to be cut. */
	void failed() {
		if (JeromqInternals.get().engine().mechanism(this.engine) instanceof GuardedMechanism mechanism) {
			mechanism.fail();
		}
	}

	/** Count nothing any more. By any thread. */
	void close() {
		this.inbound.close();
		this.outbound.close();
		closePeer();
		this.socket.ended(this);
	}

	private void closePeer() {
		if (this.peerClosed.compareAndSet(false, true)) {
			this.peer.close();
		}
	}

	/**
	 * What of a connection is counted.
	 */
	enum Extent {

		/** What it receives, and what it sends. */
		ALL,

		/**
		 * What it receives, since the socket uses its end of the pipe already; it may be
		 * the next connection of the same pipe.
		 */
		RECEIVED,

		/**
		 * What arrives, until the message is complete: the socket keeps the last one
		 * only.
		 */
		ARRIVING

	}

}
