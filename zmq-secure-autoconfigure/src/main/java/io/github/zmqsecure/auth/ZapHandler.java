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
import zmq.SocketBase;

/**
 * One thread that serves {@value #ENDPOINT} (RFC 27) on a context. Its socket is opened,
 * used and closed by that thread; when the socket is lost, the thread opens another at
 * once.
 */
class ZapHandler {

	static final String ENDPOINT = "inproc://zeromq.zap.01";

	private static final Log logger = LogFactory.getLog(ZapHandler.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private static final int ROUTER_HWM = 0;

	private static final int POLL_MILLIS = 500;

	private final ZContext context;

	private final ZapAuthenticator authenticator;

	private final String probeDomain;

	private final Runnable socketLost;

	private final GuardedThread thread;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private volatile @Nullable SocketBase base;

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
	 * Ask the thread to close its socket and end, and wait for it, even if the caller is
	 * interrupted.
	 * @param millis how long to wait, in milliseconds
	 */
	void stop(long millis) {
		this.stopped.set(true);
		SocketBase base = this.base;
		if (base != null) {
			wake(base);
		}
		this.thread.stop(Duration.ofMillis(millis));
	}

	private void wake(SocketBase base) {
		try {
			base.cancel(this.stopped);
		}
		catch (zmq.ZError.IOException ex) {
			failureLog.warn("The ZAP handler had closed its socket before it was told to");
		}
	}

	private Duration serve() {
		if (this.stopped.get() || this.context.isClosed()) {
			return GuardedThread.UNTIL_WOKEN;
		}
		try (ZMQ.Socket socket = this.context.createSocket(SocketType.ROUTER)) {
			socket.setLinger(0);
			socket.setHWM(ROUTER_HWM);
			bind(socket);
			SocketBase base = socket.base();
			this.base = base;
			serve(base);
		}
		finally {
			this.base = null;
			if (!this.stopped.get()) {
				this.socketLost.run();
			}
		}
		return Duration.ZERO;
	}

	private void serve(SocketBase base) {
		while (!this.stopped.get()) {
			int events = base.poll(zmq.ZMQ.ZMQ_POLLIN, POLL_MILLIS, this.stopped);
			if (events > 0) {
				answer(base);
			}
			else if (base.errno() == zmq.ZError.ETERM) {
				return;
			}
			this.thread.beat();
		}
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

	private void answer(SocketBase base) {
		List<byte[]> frames = receive(base);
		ZapRequest request = ZapRequest.parse(frames);
		if (request != null) {
			ZapReply reply = request.domain().equals(this.probeDomain) ? ZapReply.probed(request.address())
					: this.authenticator.authenticate(request);
			send(base, reply.frames(request));
		}
	}

	private List<byte[]> receive(SocketBase base) {
		List<byte[]> frames = new ArrayList<>();
		Msg frame;
		do {
			frame = base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
			if (frame != null) {
				frames.add(frame.data());
			}
		}
		while (frame != null && frame.hasMore());
		return frames;
	}

	private void send(SocketBase base, List<byte[]> frames) {
		int last = frames.size() - 1;
		for (int i = 0; i <= last; i++) {
			base.send(new Msg(frames.get(i)), zmq.ZMQ.ZMQ_DONTWAIT | ((i < last) ? zmq.ZMQ.ZMQ_SNDMORE : 0));
		}
	}

}
