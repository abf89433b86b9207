// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * One thread that serves {@value #ENDPOINT} (RFC 27) on a context. Its socket is opened,
 * used and closed by that thread, which never waits for an answer; when the socket is
 * lost, the thread opens another at once.
 */
class ZapHandler {

	static final String ENDPOINT = "inproc://zeromq.zap.01";

	private static final Log logger = LogFactory.getLog(ZapHandler.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private static final int ROUTER_HWM = 0;

	private static final int POLL_MILLIS = 500;

	/** How long a handler that was replaced answers what it was asked before. */
	private static final Duration FAREWELL = Duration.ofSeconds(10);

	private final ZContext context;

	private final ZapAuthenticator authenticator;

	private final String probeDomain;

	private final Runnable socketLost;

	private final GuardedThread thread;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private volatile long retiredAt;

	private volatile boolean retired;

	private volatile @Nullable ZapSocket socket;

	private volatile ZMQ.@Nullable Socket zmqSocket;

	ZapHandler(ZContext context, ZapAuthenticator authenticator, String probeDomain, Runnable socketLost,
			GuardedThreads threads) {
		this.context = context;
		this.authenticator = authenticator;
		this.probeDomain = probeDomain;
		this.socketLost = socketLost;
		this.thread = threads.create("zmq-secure-zap", this::serve);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Another handler takes the place of this one, which only answers what it was asked
	 * before, and ends.
	 */
	void retire() {
		this.retiredAt = System.nanoTime();
		this.retired = true;
		this.thread.stop();
	}

	/**
	 * Ask the thread to close its socket and end, and wait for it, even if the caller is
	 * interrupted.
	 * @param limit how long to wait
	 */
	void stop(Duration limit) {
		this.stopped.set(true);
		ZapSocket socket = this.socket;
		if (socket != null) {
			socket.wake();
		}
		this.thread.stop(limit);
	}

	/**
	 * Return the socket, if it has one.
	 */
	ZMQ.@Nullable Socket getSocket() {
		return this.zmqSocket;
	}

	boolean isOver() {
		return this.socket == null;
	}

	private Duration serve() {
		if (this.stopped.get() || this.context.isClosed()) {
			return GuardedThread.UNTIL_WOKEN;
		}
		try (ZMQ.Socket router = this.context.createSocket(SocketType.ROUTER)) {
			router.setLinger(0);
			router.setHWM(ROUTER_HWM);
			this.zmqSocket = router;
			bind(router);
			serve(new ZapSocket(router.base()));
		}
		finally {
			ZapSocket socket = this.socket;
			this.socket = null;
			this.zmqSocket = null;
			if (socket != null) {
				socket.close();
			}
			if (!this.stopped.get() && !this.retired) {
				this.socketLost.run();
			}
		}
		return Duration.ZERO;
	}

	/**
	 * JeroMQ registers the endpoint even where it reports it as taken, so a bind that
	 * fails still takes over; the probe tells whether it did.
	 */
	private void bind(ZMQ.Socket socket) {
		try {
			socket.bind(ENDPOINT);
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.EADDRINUSE.getCode()) {
				throw ex;
			}
		}
	}

	private void serve(ZapSocket socket) {
		this.socket = socket;
		while (!this.stopped.get() && !isFarewellOver()) {
			if (socket.await(POLL_MILLIS, this.stopped)) {
				answer(socket, receive(socket));
			}
			else if (socket.isTerminated()) {
				return;
			}
			socket.flush();
			this.thread.beat();
		}
	}

	private boolean isFarewellOver() {
		return this.retired && System.nanoTime() - this.retiredAt > FAREWELL.toNanos();
	}

	private List<byte[]> receive(ZapSocket socket) {
		List<byte[]> frames = new ArrayList<>();
		Msg frame;
		do {
			frame = socket.receive();
			if (frame != null) {
				frames.add(frame.data());
			}
		}
		while (frame != null && frame.hasMore());
		return frames;
	}

	private void answer(ZapSocket socket, List<byte[]> frames) {
		try {
			ZapRequest request = ZapRequest.parse(frames);
			if (request == null) {
				return;
			}
			if (request.domain().equals(this.probeDomain)) {
				socket.add(ZapReply.probed(request.address()).frames(request));
			}
			else {
				this.authenticator.authenticate(request, (reply) -> socket.add(reply.frames(request)));
			}
		}
		catch (Throwable ex) {
			failureLog.error("A ZAP request could not be answered, so a client is not let in", ex);
		}
	}

}
