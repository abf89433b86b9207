// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryLimits;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SocketOptions;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import zmq.Msg;
import zmq.ZMQ;
import zmq.io.StreamEngine;
import zmq.io.coder.IEncoder;
import zmq.pipe.Pipe;
import zmq.util.ValueReference;

/**
 * Sends hostile frames through real connections of a fresh context, and a message and a
 * PING the other way, to see that they are guarded, and that the guard's hold on JeroMQ
 * is real. Takes some milliseconds. Others may connect to the same port meanwhile, which
 * changes nothing.
 */
class JeromqSelfCheck implements AttachmentListener, EngineListener {

	private static final int EVENTS = ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | ZMQ.ZMQ_EVENT_DISCONNECTED;

	private static final int MAX_MSG_SIZE = 2000;

	private static final String MESSAGE = "a message";

	private final JeromqInternals internals = JeromqInternals.get();

	private final CountDownLatch ready = new CountDownLatch(1);

	private final CountDownLatch tooLarge = new CountDownLatch(1);

	private final CountDownLatch encoded = new CountDownLatch(1);

	private final org.zeromq.ZMQ.Socket socket;

	private final SocketFlow flow;

	private final EngineGuard guard;

	private final Duration patience;

	private volatile @Nullable Throwable failure;

	/** Where the next connection of this check comes from, until it does. */
	private volatile @Nullable SocketAddress awaited;

	/** The last connection of this check. */
	private volatile @Nullable Attachment own;

	JeromqSelfCheck(org.zeromq.ZMQ.Socket socket, Duration patience) {
		this.socket = socket;
		this.patience = patience;
		FlowControl control = new FlowControl(new MemoryBudget(MemoryLimits.ofHeap(Runtime.getRuntime().maxMemory())),
				() -> {
				});
		this.flow = control.forSocket(socket, "check");
		this.guard = new EngineGuard(socket, new VerdictProperty(), new MessageLimits(1, MAX_MSG_SIZE), FramePolicy.ALL,
				new RoutingIds(false), HeaderMode.FALSE, HeartbeatPolicy.of(SocketOptions.SECURE_DEFAULTS), this.flow,
				this);
	}

	/**
	 * Check a context.
	 * @param context the context, which has no socket yet
	 * @throws UnsupportedJeromqException if its connections would not be guarded
	 */
	static void run(ZContext context) {
		try (org.zeromq.ZMQ.Socket socket = context.createSocket(SocketType.PAIR)) {
			new JeromqSelfCheck(socket, Duration.ofSeconds(10)).run();
		}
	}

	void run() {
		try {
			this.socket.setLinger(0);
			this.socket.setMaxMsgSize(MAX_MSG_SIZE);
			this.socket.base().setEventHook(this, EVENTS);
			this.socket.bind("tcp://127.0.0.1:*");
			String endpoint = this.socket.getLastEndpoint();
			int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
			for (long size : new long[] { MessageLimits.HANDSHAKE_FRAME + 1, 600_000_000, Long.MIN_VALUE + 100 }) {
				refuseBeforeTheHandshakeIsOver(port, size);
			}
			giveTheSocketAConnectionThatIsReady(port);
		}
		catch (UnsupportedJeromqException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw failed("a connection on loopback failed", ex);
		}
	}

	private void refuseBeforeTheHandshakeIsOver(int port, long size) throws IOException {
		try (HostilePeer peer = new HostilePeer(this.patience)) {
			greet(peer, port);
			peer.announce(size);
			assertCut(peer, "a frame of " + Long.toUnsignedString(size) + " bytes before the handshake was over");
		}
	}

	private void giveTheSocketAConnectionThatIsReady(int port) throws IOException {
		try (HostilePeer peer = new HostilePeer(this.patience)) {
			greet(peer, port);
			if (!pipes().isEmpty()) {
				throw failed("a socket was given a connection before its handshake was over", this.failure);
			}
			await(this.encoded, "it does not write with the encoder that it was given");
			peer.ready();
			await(this.ready, "a socket was not given a connection whose handshake was over");
			if (pipes().size() != 1) {
				throw failed("a socket has no pipe to a connection that is ready", this.failure);
			}
			sendTo(peer, (Pipe) pipes().iterator().next());
			peer.announce(MAX_MSG_SIZE + 1);
			assertCut(peer, "a frame above the largest message");
			await(this.tooLarge, "a frame above the largest message was not reported");
		}
	}

	private void sendTo(HostilePeer peer, Pipe pipe) throws IOException {
		if (!this.internals.sockets().isToldOf(this.socket.base(), pipe)) {
			throw failed("a socket is not told of what happens to its pipe", this.failure);
		}
		if (!this.socket.send(MESSAGE, ZMQ.ZMQ_DONTWAIT) || !peer.hears(MESSAGE)) {
			throw failed("a message does not reach its peer", this.failure);
		}
		if (!(this.internals.flow().meterOf(pipe) instanceof OutboundMeter meter) || !meter.hasCounted()) {
			throw failed("the bytes of a message on its way to its peer are not counted", this.failure);
		}
		Attachment own = Objects.requireNonNull(this.own);
		this.flow.ioThread(own.session()).execute(() -> this.internals.engine().ping(own.engine()));
		if (!peer.hears("PING")) {
			throw failed("a PING does not reach its peer", this.failure);
		}
	}

	private void greet(HostilePeer peer, int port) throws IOException {
		this.awaited = peer.address();
		peer.greet(port);
	}

	private void assertCut(HostilePeer peer, String sent) throws IOException {
		if (!peer.isCut()) {
			throw failed("it does not close the connection of a peer that announces " + sent, this.failure);
		}
	}

	/** To be called on the thread that made the socket. */
	private Set<?> pipes() {
		this.socket.getEvents();
		return this.internals.pipes().pipes(this.socket.base());
	}

	private void await(CountDownLatch latch, String otherwise) {
		boolean interrupted = Thread.interrupted();
		try {
			if (interrupted || !latch.await(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
				throw failed(otherwise, this.failure);
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
			throw failed("the check was interrupted", ex);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static UnsupportedJeromqException failed(String what, @Nullable Throwable cause) {
		return new UnsupportedJeromqException("JeroMQ does not behave as this library needs it: " + what
				+ ". Its connections could not be guarded, so no socket is opened.", cause);
	}

	/**
	 * Any process of the machine may connect to the port: it is cut before it has
	 * greeted.
	 */
	@Override
	public void attaching(Attachment attachment) {
		try {
			this.guard.attach(attachment);
			if (attachment.channel().getRemoteAddress().equals(this.awaited)) {
				this.awaited = null;
				this.own = attachment;
			}
			else {
				EngineGuard.cut(attachment.channel());
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	private boolean isOwn(SocketChannel channel) {
		Attachment own = this.own;
		return own != null && own.channel() == channel;
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL) {
				greeted();
			}
			else if (event.event == ZMQ.ZMQ_EVENT_DISCONNECTED) {
				this.guard.forget((SocketChannel) event.arg);
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	private void greeted() {
		this.guard.greeted();
		StreamEngine engine = Objects.requireNonNull(this.own).engine();
		FrameEncoder encoder = new FrameEncoder(FrameEncoder.BATCH, () -> {
		});
		this.internals.engine().setEncoder(engine, new IEncoder() {
			@Override
			public void loadMsg(Msg message) {
				JeromqSelfCheck.this.encoded.countDown();
				encoder.loadMsg(message);
			}

			@Override
			public int encode(ValueReference<ByteBuffer> data, int size) {
				return encoder.encode(data, size);
			}

			@Override
			public void encoded() {
				encoder.encoded();
			}

			@Override
			public void destroy() {
				encoder.destroy();
			}
		});
	}

	@Override
	public boolean admits(SocketChannel channel, @Nullable ZapVerdict verdict) {
		return isOwn(channel);
	}

	@Override
	public void ready(SocketChannel channel, @Nullable ZapVerdict verdict) {
		if (isOwn(channel)) {
			this.ready.countDown();
		}
	}

	@Override
	public void limitExceeded(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
		if (isOwn(channel)) {
			this.tooLarge.countDown();
		}
	}

}
