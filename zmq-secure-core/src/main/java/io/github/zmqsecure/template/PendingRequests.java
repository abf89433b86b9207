// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ReplyFilter;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.jeromq.Route;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one DEALER socket that wait for their replies, by the id that their
 * envelopes bear. Thread-safe.
 */
class PendingRequests implements ReplyFilter {

	/** How soon it is noticed that there is no peer any more. */
	private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

	private final RequestCarrier socket;

	private final RequestTimer timer;

	private final int max;

	private final Semaphore free;

	private final RequestIds ids = new RequestIds();

	private final Map<Long, PendingRequest> pending = new ConcurrentHashMap<>();

	private final FinishedRequests finished = new FinishedRequests();

	private volatile boolean closed;

	PendingRequests(RequestCarrier socket, RequestTimer timer, int max) {
		this.socket = socket;
		this.timer = timer;
		this.max = max;
		this.free = new Semaphore(max);
		timer.add(this);
	}

	int size() {
		return this.max - this.free.availablePermits();
	}

	void open() {
		this.closed = false;
	}

	/**
	 * Prepare a request. It has to be ended, or else ends with its timeout.
	 * @param timeout how long to wait for the reply
	 * @param failFast whether it is over as soon as the socket has no peer
	 * @param handler is given what becomes of it
	 * @return the request
	 */
	PendingRequest prepare(Duration timeout, boolean failFast, ReplyHandler handler) {
		if (!this.free.tryAcquire()) {
			throw new TooManyRequestsException(this.socket.getName(), this.max);
		}
		while (true) {
			PendingRequest request = new PendingRequest(this.ids.next(), timeout, failFast, handler);
			if (this.pending.putIfAbsent(request.id(), request) == null) {
				return request;
			}
		}
	}

	/**
	 * Send a request. If that fails the request is over.
	 * @param request the request
	 * @param format makes the message from the id of the request
	 * @param retries how often it is sent again if its connection ends
	 */
	void send(PendingRequest request, Function<byte[], ZmqMessage> format, int retries) {
		boolean sent = false;
		try {
			if (this.closed) {
				throw new SocketClosedException(this.socket.getName());
			}
			this.timer.watch(nextLook(request, System.nanoTime()));
			ZmqMessage message = format.apply(request.idFrame());
			if (retries > 0) {
				request.repeatable(message, retries);
			}
			this.socket.enqueueRequest(message, request);
			sent = true;
		}
		finally {
			if (!sent) {
				remove(request);
			}
		}
	}

	@Override
	public boolean take(ZmqMessage message, @Nullable Route from) {
		if (message.frames().size() < 3 || message.frame(0).length != Long.BYTES || message.frame(1).length != 0) {
			return false;
		}
		long id = ByteBuffer.wrap(message.frame(0)).getLong();
		PendingRequest request = this.pending.get(id);
		if (request == null && !this.finished.contains(id)) {
			return false;
		}
		if (request != null && !request.isAnsweredBy(from, this.socket.hasOnePeer())) {
			this.socket.dropForeignReply(message.peer());
		}
		else if (request == null || !request.reply(message)) {
			this.socket.count(DropReason.LATE_REPLY);
		}
		return true;
	}

	/**
	 * Fail the requests whose connections have ended, or send them again.
	 */
	@Override
	public void connectionsEnded(Predicate<Route> ended) {
		if (this.socket.mayComeBack()) {
			return;
		}
		for (PendingRequest request : this.pending.values()) {
			if (request.isLost(ended)) {
				ZmqMessage message = request.repeat();
				if (message != null) {
					this.timer.execute(() -> repeat(message, request));
				}
				else {
					fail(request, null);
				}
			}
		}
	}

	private void repeat(ZmqMessage message, PendingRequest request) {
		try {
			this.socket.enqueueRequest(message, request);
		}
		catch (RuntimeException ex) {
			fail(request, ex);
		}
	}

	private void fail(PendingRequest request, @Nullable RuntimeException cause) {
		end(request);
		request.fail(new PeerGoneException(this.socket.getName(), cause));
	}

	/**
	 * End a request, since whoever made it has the reply or waits no longer.
	 * @return whether the request was sent
	 */
	Sent end(PendingRequest request) {
		boolean removed = remove(request);
		return (removed && !request.isReplied()) ? request.withdraw() : Sent.PERHAPS;
	}

	/**
	 * Fail the requests whose time is over, and those that are to fail for want of a
	 * peer.
	 * @param now the present {@link System#nanoTime()}
	 * @param horizon what to return if no request waits, or none shorter
	 * @return when the next request is overdue
	 */
	long expire(long now, long horizon) {
		long next = horizon;
		boolean connected = this.socket.isConnected();
		for (PendingRequest request : this.pending.values()) {
			if (request.deadline() - now <= 0) {
				expire(request);
			}
			else if (request.isFailFast() && !connected && !request.isReplied()) {
				request.fail(this.socket.reasonOfHaste(end(request)));
			}
			else {
				long look = nextLook(request, now);
				next = (look - next < 0) ? look : next;
			}
		}
		return next;
	}

	private static long nextLook(PendingRequest request, long now) {
		boolean soon = request.isFailFast() && now + LOOK_NANOS - request.deadline() < 0;
		return (soon) ? now + LOOK_NANOS : request.deadline();
	}

	private void expire(PendingRequest request) {
		boolean replied = request.isReplied();
		Sent sent = end(request);
		request.fail((replied) ? RequestTimedOutException.notHandedOver(this.socket.getName(), request.timeout())
				: this.socket.reasonOfSilence(request.timeout(), sent));
	}

	/**
	 * Fail all requests that wait, since the socket is about to close.
	 */
	void close() {
		this.closed = true;
		this.pending.values().forEach((request) -> {
			end(request);
			request.fail(new SocketClosedException(this.socket.getName()));
		});
	}

	private boolean remove(PendingRequest request) {
		this.finished.add(request.id());
		boolean removed = this.pending.remove(request.id(), request);
		if (removed) {
			this.free.release();
		}
		return removed;
	}

}
