// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.zmqsecure.jeromq.Route;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A message that was accepted by the outbound queue of a {@link ManagedSocket}. Until it
 * has left the queue it can be withdrawn. Thread-safe.
 *
 * @since 0.1.0
 */
public final class QueuedMessage {

	private static final AtomicReferenceFieldUpdater<QueuedMessage, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(QueuedMessage.class, State.class, "state");

	private static final AtomicLongFieldUpdater<QueuedMessage> BYTES = AtomicLongFieldUpdater
		.newUpdater(QueuedMessage.class, "bytes");

	private final OutboundQueue queue;

	private @Nullable ZmqMessage message;

	private final long nanos;

	private @Nullable Route route;

	private @Nullable ReplyTurn turn;

	private volatile long bytes;

	private volatile State state = State.WAITING;

	QueuedMessage(OutboundQueue queue, ZmqMessage message, long bytes, long nanos) {
		this.bytes = bytes;
		this.queue = queue;
		this.message = message;
		this.nanos = nanos;
	}

	/**
	 * Withdraw the message because nobody waits for its effect any more. If it has not
	 * left the queue its place is free at once, it is never sent, and it is counted as
	 * {@link DropReason#WITHDRAWN}.
	 * @return whether it is certain that the message is not sent
	 */
	public boolean withdraw() {
		if (STATE.compareAndSet(this, State.WAITING, State.WITHDRAWN)) {
			this.message = null;
			releaseBytes();
			this.queue.withdrawn();
			declineTurn();
			return true;
		}
		STATE.compareAndSet(this, State.TAKEN, State.RECALLED);
		return this.state == State.WITHDRAWN;
	}

	/**
	 * Return the connection that the message was given to. For the thread that owns the
	 * socket only.
	 * @return the connection, {@code null} if the message has not left the queue, or the
	 * socket is no DEALER
	 */
	public @Nullable Route getRoute() {
		return this.route;
	}

	/** For the owner only. */
	void setRoute(@Nullable Route route) {
		this.route = route;
	}

	/** For who sends it only, before the owner can take it. */
	void setTurn(ReplyTurn turn) {
		this.turn = turn;
	}

	/**
	 * Return the turn that the message ends.
	 * @return the turn, {@code null} unless it is the reply of a REP
	 */
	@Nullable ReplyTurn turn() {
		return this.turn;
	}

	private void declineTurn() {
		ReplyTurn turn = this.turn;
		if (turn != null) {
			turn.decline();
		}
	}

	/** For the owner only, once it took the message. */
	ZmqMessage message() {
		ZmqMessage message = this.message;
		Assert.state(message != null, "The message was withdrawn");
		return message;
	}

	/**
	 * Give back the room that the bytes of the message took, since it has left or was
	 * withdrawn.
	 */
	void releaseBytes() {
		if (this.bytes > 0) {
			this.queue.releaseBytes(BYTES.getAndSet(this, 0));
		}
	}

	long nanos() {
		return this.nanos;
	}

	boolean isWaiting() {
		return this.state == State.WAITING || this.state == State.TAKEN;
	}

	/**
	 * Take the message in order to send it. For the owner only.
	 * @return whether it may be sent, rather than having been withdrawn
	 */
	boolean take() {
		return STATE.compareAndSet(this, State.WAITING, State.TAKEN);
	}

	/**
	 * Let the message wait again, since there is no room for it. For the owner only.
	 * @return whether it waits, rather than having been withdrawn meanwhile
	 */
	boolean putBack() {
		if (STATE.compareAndSet(this, State.TAKEN, State.WAITING)) {
			return true;
		}
		this.state = State.WITHDRAWN;
		declineTurn();
		return false;
	}

	private enum State {

		WAITING, TAKEN, RECALLED, WITHDRAWN

	}

}
