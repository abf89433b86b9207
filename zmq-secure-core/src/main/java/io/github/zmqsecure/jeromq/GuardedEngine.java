// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.zmqsecure.jeromq.ConnectionFlow.Extent;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.Options;
import zmq.ZObject;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

/**
 * The engine of one connection, from before it is attached. Its session has no pipe to
 * the socket until the handshake is over. For the I/O thread only, where nothing else is
 * said.
 */
final class GuardedEngine implements FrameMemory {

	/** How long a connection may be read whose peer came back. */
	private static final Duration READING = Duration.ofSeconds(1);

	private final Thread thread = Thread.currentThread();

	private final SocketChannel channel;

	private final StreamEngine engine;

	private final SessionBase session;

	/** As long as it may be in place. */
	private @Nullable StandInPipe standIn;

	private final EngineListener listener;

	private final SocketFlow socketFlow;

	private @Nullable SinglePeer singlePeer;

	private @Nullable ConnectionFlow flow;

	/**
	 * Create it on the thread that the connection belongs to from now on.
	 */
	GuardedEngine(Attachment attachment, @Nullable SinglePeer singlePeer, SocketFlow socketFlow,
			EngineListener listener) {
		this.channel = attachment.channel();
		this.engine = attachment.engine();
		this.session = attachment.session();
		this.standIn = StandInPipe.give(this.session);
		this.singlePeer = singlePeer;
		this.socketFlow = socketFlow;
		this.listener = listener;
		if (attachment.isUnwanted()) {
			endOncePlugged();
		}
		else if (this.standIn == null) {
			countSent();
		}
	}

	/**
	 * End a connection that is not wanted any more, before its peer sends messages by it.
	 * Its session waits for what a former one brought to be read, and has told nothing to
	 * who connects for it.
	 */
	private void endOncePlugged() {
		ioThread().execute(() -> {
			EngineInternals engines = JeromqInternals.get().engine();
			if (engines.isPlugged(this.engine)) {
				engines.end(this.engine);
			}
			if (this.channel.isOpen()) {
				endOncePlugged();
			}
			else if (this.standIn != null) {
				this.standIn.end();
			}
		});
	}

	/** Whether its peer opened the connection, which is not connected anew. */
	boolean isAccepted() {
		return JeromqInternals.get().session().isAccepted(this.session);
	}

	SessionBase session() {
		return this.session;
	}

	/** Let the connection in only when a place is free. */
	void waitFor(SinglePeer place) {
		this.singlePeer = place;
		if (this.standIn == null) {
			place.letIn(this.session);
		}
	}

	/**
	 * End the connection, since its peer came back, as soon as it was read what has
	 * arrived by it. For any thread.
	 */
	void end() {
		endOnceRead(System.nanoTime() + READING.toNanos());
	}

	/** The poller reads between two tasks. */
	private void endOnceRead(long deadlineNanos) {
		ioThread().execute(() -> {
			if (isReading() && System.nanoTime() - deadlineNanos < 0) {
				endOnceRead(deadlineNanos);
			}
			else {
				this.listener.superseded(this.channel);
			}
		});
	}

	private boolean isReading() {
		EngineInternals engines = JeromqInternals.get().engine();
		try {
			return engines.isPlugged(this.engine) && !engines.isInputStopped(this.engine)
					&& this.channel.socket().getInputStream().available() > 0;
		}
		catch (IOException ex) {
			// It has ended.
			return false;
		}
	}

	SocketChannel channel() {
		return this.channel;
	}

	StreamEngine engine() {
		return this.engine;
	}

	boolean isOfCurrentThread() {
		return this.thread == Thread.currentThread();
	}

	Executor ioThread() {
		return this.socketFlow.ioThread(this.session);
	}

	/**
	 * As long as the connection is not given to the socket, nobody counts what it
	 * receives.
	 */
	@Override
	public int grant(int announced, int received) {
		return (this.flow != null) ? this.flow.inbound().grant(announced, received)
				: SharedFrameMemory.INSTANCE.grant(announced, received);
	}

	@Override
	public void release(int granted) {
		if (this.flow == null) {
			SharedFrameMemory.INSTANCE.release(granted);
		}
		else {
			this.flow.inbound().frameArrived();
		}
	}

	/**
	 * Whether the socket may have no room for a frame at this moment: not for a command,
	 * which none but a RADIO gets, nor where it takes all and keeps the last.
	 */
	boolean mayRefuse(Msg frame) {
		return (!frame.isCommand() || isRadio())
				&& ((this.flow != null && this.flow.isCountedToSocket()) || this.standIn != null);
	}

	private boolean isRadio() {
		return JeromqInternals.get().session().options(this.session).type == SocketType.RADIO.type();
	}

	/**
	 * A frame was decoded, which may be a command.
	 */
	void decoded(Msg frame) {
		if (this.flow != null && (frame.isCommand() || !this.flow.isCountedToSocket())) {
			this.flow.inbound().discarded();
		}
	}

	/** The engine is about to end. */
	void disconnected() {
		if (this.flow != null) {
			this.flow.disconnected();
		}
	}

	/** What counts the bytes of the connection, once it is given to the socket. */
	@Nullable ConnectionFlow flow() {
		return this.flow;
	}

	/**
	 * Return whether the connection must not be let in yet, and will try again.
	 */
	boolean mustWait() {
		return this.standIn != null && this.singlePeer != null && this.standIn.isInPlace(this.session)
				&& this.singlePeer.mustWait(this);
	}

	/** Have the connection try again to be let in. For any thread. */
	void wake() {
		ioThread().execute(() -> {
			if (this.standIn != null && this.standIn.isInPlace(this.session)) {
				this.standIn.wakeSession();
			}
		});
	}

	/**
	 * Give the session its pipe to the socket, as JeroMQ would have done at the start.
	 * @param peer the name of the peer, if it has one
	 * @param cut notified of the limit by which the connection is cut
	 * @return whether it has one now
	 */
	boolean connectToSocket(@Nullable String peer, Consumer<String> cut) {
		StandInPipe standIn = this.standIn;
		if (standIn == null) {
			countReceived(peer, cut);
			return true;
		}
		SinglePeer singlePeer = this.singlePeer;
		if (!standIn.isInPlace(this.session) || (singlePeer != null && !singlePeer.letIn(this))) {
			return false;
		}
		SessionInternals sessions = JeromqInternals.get().session();
		Options options = sessions.options(this.session);
		boolean conflate = conflates(options);
		int[] hwms = { (conflate) ? -1 : options.recvHwm, (conflate) ? -1 : options.sendHwm };
		// A subscriber writes subscriptions, of which each counts.
		boolean subscribes = SocketTraits.subscribes(SocketType.type(options.type));
		Pipe[] pair = Pipe.pair(new ZObject[] { this.session, this.session.getSocket() }, hwms,
				new boolean[] { conflate && !subscribes, conflate });
		this.flow = this.socketFlow.connect(this.engine, this.session, pair, hwms, peer,
				(conflate) ? Extent.ARRIVING : Extent.ALL, cut);
		Pipe.IPipeEvents events = (singlePeer != null) ? singlePeer.events(this.session, ioThread()) : this.session;
		pair[0].setEventSink(new EnginePipe(events, () -> this.listener.unbound(this.channel)));
		sessions.setPipe(this.session, pair[0]);
		this.standIn = null;
		this.listener.bound(this.channel);
		sessions.bind(this.session, this.session.getSocket(), pair[1]);
		if (isAccepted()) {
			sessions.endZap(this.session);
		}
		return true;
	}

	/**
	 * A session that connects may have had its pipe since then.
	 */
	private void countReceived(@Nullable String peer, Consumer<String> cut) {
		SessionInternals sessions = JeromqInternals.get().session();
		Options options = sessions.options(this.session);
		Pipe pipe = sessions.pipe(this.session);
		if (pipe != null) {
			Pipe[] pair = { pipe, JeromqInternals.get().pipes().peer(pipe) };
			this.flow = this.socketFlow.connect(this.engine, this.session, pair,
					new int[] { options.recvHwm, options.sendHwm }, peer,
					(conflates(options)) ? Extent.ARRIVING : Extent.RECEIVED, cut);
		}
	}

	/**
	 * The socket may have written already, and no engine has read.
	 */
	private void countSent() {
		SessionInternals sessions = JeromqInternals.get().session();
		Pipe pipe = sessions.pipe(this.session);
		if (pipe != null && !sessions.isEnding(this.session)) {
			Options options = sessions.options(this.session);
			this.socketFlow.connecting(this.session, pipe, new int[] { options.recvHwm, options.sendHwm });
		}
	}

	private static boolean conflates(Options options) {
		return options.conflate && SocketOption.CONFLATE.appliesTo(SocketType.type(options.type));
	}

}
