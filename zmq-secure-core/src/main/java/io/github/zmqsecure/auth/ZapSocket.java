// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * The socket of the ZAP handler. Replies of any thread leave by it on its own thread,
 * which sleeps here for requests and for replies. For one socket, since its routing ids
 * mean nothing to another.
 */
class ZapSocket {

	private final Queue<List<byte[]>> replies = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean sleeping = new AtomicBoolean();

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private final SocketBase base;

	private volatile boolean closed;

	ZapSocket(SocketBase base) {
		this.base = base;
	}

	/**
	 * Add a reply. To be called by any thread.
	 */
	void add(List<byte[]> frames) {
		if (!this.closed) {
			this.replies.add(frames);
			wake();
		}
	}

	/**
	 * Wake the thread that sleeps here.
	 */
	void wake() {
		if (this.sleeping.getAndSet(false) && !this.closed) {
			try {
				this.base.cancel(this.cancelled);
			}
			catch (ZError.IOException ex) {
				// Its thread has just closed the socket, and needs no waking.
				return;
			}
		}
	}

	/**
	 * Sleep until there is a request, a reply or a wake-up. For the thread of the socket.
	 * @param stopped asked once more after the thread said that it sleeps
	 * @return whether there is a request
	 */
	boolean await(int millis, AtomicBoolean stopped) {
		this.cancelled.set(false);
		this.sleeping.set(true);
		boolean awake = stopped.get() || !this.replies.isEmpty();
		int events = this.base.poll(zmq.ZMQ.ZMQ_POLLIN, (awake) ? 0 : millis, this.cancelled);
		this.sleeping.set(false);
		return events > 0;
	}

	/**
	 * Send what was added. For the thread of the socket.
	 */
	void flush() {
		for (List<byte[]> frames = this.replies.poll(); frames != null; frames = this.replies.poll()) {
			send(frames);
		}
	}

	void close() {
		this.closed = true;
		this.replies.clear();
	}

	@Nullable Msg receive() {
		return this.base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
	}

	boolean isTerminated() {
		return this.base.errno() == ZError.ETERM;
	}

	private void send(List<byte[]> frames) {
		int last = frames.size() - 1;
		for (int i = 0; i <= last; i++) {
			this.base.send(new Msg(frames.get(i)), zmq.ZMQ.ZMQ_DONTWAIT | ((i < last) ? zmq.ZMQ.ZMQ_SNDMORE : 0));
		}
	}

}
