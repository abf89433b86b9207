// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.github.zmqsecure.channel.QueuedMessage;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.jeromq.Route;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.jspecify.annotations.Nullable;

/**
 * A request, from before it is sent until whoever made it has the reply or waits no
 * longer. Thread-safe.
 */
class PendingRequest {

	private final long id;

	private final Duration timeout;

	private final long deadline;

	private final boolean failFast;

	private final ReplyHandler handler;

	private final AtomicBoolean replied = new AtomicBoolean();

	private volatile @Nullable QueuedMessage queued;

	private volatile boolean over;

	/** How often the request may be repeated. */
	private int retries;

	private volatile boolean repeated;

	private @Nullable ZmqMessage message;

	PendingRequest(long id, Duration timeout, boolean failFast, ReplyHandler handler) {
		this.id = id;
		this.timeout = timeout;
		this.failFast = failFast;
		this.deadline = System.nanoTime() + timeout.toNanos();
		this.handler = handler;
	}

	long id() {
		return this.id;
	}

	/**
	 * Return the first frame of the envelope.
	 */
	byte[] idFrame() {
		return ByteBuffer.allocate(Long.BYTES).putLong(this.id).array();
	}

	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return when the reply is overdue.
	 * @return a value of {@link System#nanoTime()}
	 */
	long deadline() {
		return this.deadline;
	}

	/**
	 * Return how long the reply is still waited for.
	 */
	Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.deadline - System.nanoTime()));
	}

	/**
	 * Return whether the request is over as soon as the socket has no peer.
	 */
	boolean isFailFast() {
		return this.failFast;
	}

	/**
	 * Take note of what is to be sent, and how often again if a connection ends.
	 */
	void repeatable(ZmqMessage message, int retries) {
		this.message = message;
		this.retries = retries;
	}

	/**
	 * Return whether a connection has ended that took the request, and no reply came. For
	 * the thread that owns the socket.
	 * @param ended whether a connection has
	 */
	boolean isLost(Predicate<Route> ended) {
		QueuedMessage message = this.queued;
		Route route = (message != null && !isReplied()) ? message.getRoute() : null;
		return route != null && ended.test(route);
	}

	/**
	 * Prepare to be sent again. For the thread that owns the socket.
	 * @return the message to send, {@code null} if it is not to be
	 */
	@Nullable ZmqMessage repeat() {
		if (this.retries == 0 || remaining().isZero()) {
			return null;
		}
		this.retries--;
		this.repeated = true;
		this.queued = null;
		return this.message;
	}

	boolean isReplied() {
		return this.replied.get();
	}

	/**
	 * Hand over the reply.
	 * @return whether it is the first
	 */
	boolean reply(ZmqMessage message) {
		if (!this.replied.compareAndSet(false, true)) {
			return false;
		}
		this.handler.replied(message);
		return true;
	}

	void fail(RuntimeException failure) {
		this.handler.failed(failure);
	}

	/**
	 * Take note that the request is about to be in the queue.
	 */
	void queued(QueuedMessage message) {
		this.queued = message;
		if (this.over) {
			message.withdraw();
		}
	}

	/**
	 * Return whether a reply may be the one to this request. For the thread that owns the
	 * socket.
	 * @param from the connection that brought the reply
	 * @param onePeer whether all connections of the socket are to the same peer, so that
	 * one may reply for another that has ended
	 */
	boolean isAnsweredBy(@Nullable Route from, boolean onePeer) {
		QueuedMessage message = this.queued;
		Route to = (message != null) ? message.getRoute() : null;
		return from != null && to != null && (from.isSame(to) || (onePeer && from.follows(to)));
	}

	/**
	 * Take the request back from the outbound queue, if it is still there, or keep it
	 * from coming there.
	 * @return whether it was sent all the same
	 */
	Sent withdraw() {
		this.over = true;
		QueuedMessage message = this.queued;
		boolean sent = message != null && !message.withdraw();
		return (sent || this.repeated) ? Sent.PERHAPS : Sent.NO;
	}

}
