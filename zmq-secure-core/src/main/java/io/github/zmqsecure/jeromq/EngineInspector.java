// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.jspecify.annotations.Nullable;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.poll.Poller;

/**
 * Finds JeroMQ's engine behind a channel and reads from it how far the handshake came.
 * Thread-safe; costs about a microsecond, so it is for connections and not for messages.
 *
 * @since 0.1.0
 */
public final class EngineInspector {

	private static final Set<String> OTHER_MECHANISMS = Set.of("NULL", "PLAIN", "GSSAPI");

	private static final int SIGNATURE_SIZE = 10;

	/** JeroMQ takes every revision from 2 on for ZMTP 3. */
	private static final int ZMTP_3 = 2;

	private static final int MECHANISM_OFFSET = 12;

	private static final int MECHANISM_SIZE = 20;

	private final JeromqInternals internals = JeromqInternals.get();

	private final Supplier<List<IoThread>> ioThreads;

	private final VerdictProperty verdicts;

	/**
	 * Create an inspector.
	 * @param ioThreads the I/O threads of the context
	 * @param verdicts carries the verdicts of the ZAP handler
	 */
	public EngineInspector(Supplier<List<IoThread>> ioThreads, VerdictProperty verdicts) {
		this.ioThreads = ioThreads;
		this.verdicts = verdicts;
	}

	/**
	 * Inspect a connection from any thread.
	 * @param channel the channel of the connection
	 * @return what was seen; {@link HandshakeStage#UNKNOWN} if JeroMQ's poller does not
	 * know the channel at this moment
	 */
	public Inspection inspect(SocketChannel channel) {
		StreamEngine engine = find(channel);
		return (engine != null) ? inspect(engine) : Inspection.UNKNOWN;
	}

	/**
	 * Return what knows when a connection was last heard of.
	 * @param channel the channel of the connection, whose handshake is over
	 * @return its heartbeat, or {@code null} if JeroMQ's poller does not know the channel
	 * at this moment
	 */
	public @Nullable Heartbeat heartbeat(SocketChannel channel) {
		StreamEngine engine = find(channel);
		return (engine != null && this.internals.engine().mechanism(engine) instanceof GuardedMechanism mechanism)
				? mechanism.heartbeat() : null;
	}

	/**
	 * Make the poller of a channel that is not registered do so. JeroMQ loses the
	 * registration of some fresh client connections.
	 * @param channel the channel of the connection
	 */
	public void healRegistration(SocketChannel channel) {
		if (!channel.isOpen()) {
			return;
		}
		List<Poller> pollers = this.ioThreads.get().stream().map((each) -> (Poller) each.poller()).toList();
		if (pollers.stream().noneMatch((each) -> isRegistered(channel, each))) {
			pollers.forEach(this.internals.poller()::registerAgain);
		}
	}

	private boolean isRegistered(SocketChannel channel, Poller poller) {
		SelectionKey key = channel.keyFor(this.internals.poller().selector(poller));
		return key != null && key.isValid();
	}

	private @Nullable StreamEngine find(SocketChannel channel) {
		for (IoThread ioThread : this.ioThreads.get()) {
			StreamEngine engine = find((Poller) ioThread.poller(), ioThread.thread(), channel);
			if (engine != null) {
				return engine;
			}
		}
		return null;
	}

	private @Nullable StreamEngine find(Poller poller, Thread thread, SocketChannel channel) {
		SelectionKey key = channel.keyFor(this.internals.poller().selector(poller));
		Object handle = (key != null) ? key.attachment() : null;
		StreamEngine engine = (handle != null) ? this.internals.poller().engine(handle) : null;
		if (engine == null && Thread.currentThread() == thread) {
			for (Object candidate : this.internals.poller().handles(poller)) {
				if (this.internals.poller().channel(candidate) == channel
						&& this.internals.poller().engine(candidate) != null) {
					return this.internals.poller().engine(candidate);
				}
			}
		}
		return engine;
	}

	private Inspection inspect(StreamEngine engine) {
		Mechanism mechanism = this.internals.engine().mechanism(engine);
		if (mechanism == null) {
			return new Inspection(stageOf(this.internals.engine().greeting(engine)), null);
		}
		Mechanism original = (mechanism instanceof GuardedMechanism wrapper) ? wrapper.original() : mechanism;
		// The stage first: JeroMQ goes on meanwhile, and a verdict precedes the stage it
		// allows.
		HandshakeStage stage = stageOf(original);
		ZapVerdict verdict = this.verdicts.read(original.zapProperties);
		boolean judged = stage == HandshakeStage.UNJUDGED && verdict != null;
		return new Inspection((judged) ? HandshakeStage.HANDSHAKE : stage, verdict);
	}

	private HandshakeStage stageOf(Mechanism mechanism) {
		String state = this.internals.curve().state(mechanism);
		if (state == null) {
			return (mechanism.status() == Mechanism.Status.READY) ? HandshakeStage.READY : HandshakeStage.HANDSHAKE;
		}
		return switch (state) {
			case "CONNECTED" -> HandshakeStage.READY;
			case "SEND_READY" -> HandshakeStage.UNJUDGED;
			case "SEND_ERROR", "ERROR_SENT" -> (this.internals.mechanism().statusCode(mechanism) != null)
					? HandshakeStage.CLIENT_NOT_ALLOWED : HandshakeStage.WRONG_SERVER_KEY;
			case "ERROR_RECEIVED" -> HandshakeStage.WRONG_SERVER_KEY;
			case "EXPECT_WELCOME" -> HandshakeStage.HELLO_SENT;
			default -> HandshakeStage.HANDSHAKE;
		};
	}

	private HandshakeStage stageOf(ByteBuffer greeting) {
		int received = greeting.position();
		if (received > 0 && (greeting.get(0) & 0xff) != 0xff) {
			return HandshakeStage.NOT_ZMTP;
		}
		if (received >= SIGNATURE_SIZE && (greeting.get(SIGNATURE_SIZE - 1) & 1) == 0) {
			return HandshakeStage.NOT_ZMTP;
		}
		if (received > SIGNATURE_SIZE && (greeting.get(SIGNATURE_SIZE) & 0xff) < ZMTP_3) {
			return HandshakeStage.OTHER_MECHANISM;
		}
		if (received == SIGNATURE_SIZE + 1) {
			return HandshakeStage.MECHANISM_UNSAID;
		}
		if (received >= MECHANISM_OFFSET + MECHANISM_SIZE) {
			return stageOf(mechanismIn(greeting));
		}
		return HandshakeStage.GREETING;
	}

	private HandshakeStage stageOf(String mechanism) {
		if ("CURVE".equals(mechanism)) {
			return HandshakeStage.GREETING;
		}
		return OTHER_MECHANISMS.contains(mechanism) ? HandshakeStage.OTHER_MECHANISM : HandshakeStage.NOT_ZMTP;
	}

	private static String mechanismIn(ByteBuffer greeting) {
		byte[] name = new byte[MECHANISM_SIZE];
		greeting.get(MECHANISM_OFFSET, name);
		return new String(name, StandardCharsets.US_ASCII).replace("\0", "");
	}

}
