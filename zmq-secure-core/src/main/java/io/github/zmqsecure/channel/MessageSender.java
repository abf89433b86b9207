// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.util.Assert;

/**
 * Puts messages into the outbound queue of a socket, or does with them what its overflow
 * policy says. Thread-safe.
 */
class MessageSender {

	private final SocketSettings settings;

	private final Overflow overflow;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	private final OutboundLimits limits;

	private final Duration timeout;

	private final OwedReply owedReply;

	private final EventLoopReference loop;

	MessageSender(SocketSettings settings, Overflow overflow, OutboundQueue queue, MessageStatistics statistics,
			OwedReply owedReply, EventLoopReference loop) {
		this.settings = settings;
		this.overflow = overflow;
		this.queue = queue;
		this.statistics = statistics;
		this.limits = new OutboundLimits(settings);
		this.timeout = settings.options().getRequired(SocketOption.SND_TIMEO, Duration.class);
		this.owedReply = owedReply;
		this.loop = loop;
	}

	/**
	 * Put a message into the queue.
	 * @param message the message
	 * @param request the request that it answers, {@code null} if that is not known
	 * @return the message in the queue, {@code null} if it was dropped and counted
	 */
	@Nullable QueuedMessage send(ZmqMessage message, @Nullable ZmqMessage request) {
		return send(message, request, this.timeout, () -> true, OutboundQueue.NOBODY);
	}

	/**
	 * Put a message into the queue.
	 * @param message the message
	 * @param request the request that it answers, {@code null} if that is not known
	 * @param maxWait how long to wait for room at most, if {@code snd-timeo} is not
	 * shorter
	 * @param worthwhile whether to wait on
	 * @param accepted is given the message before the owner can take it
	 * @return the message in the queue, {@code null} if it was dropped and counted
	 */
	@Nullable QueuedMessage send(ZmqMessage message, @Nullable ZmqMessage request, Duration maxWait, BooleanSupplier worthwhile,
			Consumer<QueuedMessage> accepted) {
		check(message);
		if (this.settings.type() == SocketType.REP && this.queue.isOpen()) {
			return reply(message, request, maxWait, worthwhile, accepted);
		}
		ZmqMessage whole = (request != null) ? addressed(message, request) : message;
		return enqueue(whole, maxWait, worthwhile, accepted);
	}

	/**
	 * Put the reply of a REP into the queue. Whatever prevents that, nobody else would
	 * reply to the request.
	 */
	private @Nullable QueuedMessage reply(ZmqMessage reply, @Nullable ZmqMessage request, Duration maxWait,
			BooleanSupplier worthwhile, Consumer<QueuedMessage> accepted) {
		ReplyTurn turn = this.owedReply.take(request);
		if (turn == null) {
			this.statistics.dropped(DropReason.NO_REQUEST, 1);
			return null;
		}
		QueuedMessage queued = null;
		try {
			Consumer<QueuedMessage> inTurn = (each) -> each.setTurn(turn);
			queued = enqueue(reply, maxWait, worthwhile, inTurn.andThen(accepted));
			return queued;
		}
		finally {
			if (queued == null) {
				turn.decline();
			}
		}
	}

	private @Nullable QueuedMessage enqueue(ZmqMessage message, Duration maxWait, BooleanSupplier worthwhile,
			Consumer<QueuedMessage> accepted) {
		long bytes = OutboundQueue.bytesOf(message);
		QueuedMessage queued = reserve(bytes, maxWait, worthwhile) ? this.queue.add(message, bytes, accepted) : null;
		if (queued != null) {
			this.loop.messageAdded();
			return queued;
		}
		refused();
		return null;
	}

	/**
	 * Put a message that another socket received into the queue if there is room, without
	 * waiting, and without counting it where there is none.
	 * @return whether it is in the queue
	 */
	boolean forward(ZmqMessage message) {
		check(message);
		long bytes = OutboundQueue.bytesOf(message);
		if (!this.queue.reserveForReceived(bytes) || this.queue.add(message, bytes) == null) {
			return false;
		}
		this.loop.messageAdded();
		return true;
	}

	/**
	 * Have somebody told once that there may be room in the queue.
	 */
	void whenRoom(Runnable waiting) {
		this.queue.whenRoom(waiting);
	}

	/**
	 * Reply with an empty frame if a REP still owes the reply.
	 */
	void replyEmpty(ZmqMessage request) {
		ReplyTurn turn = this.owedReply.take(request);
		if (turn != null) {
			turn.decline();
		}
	}

	/**
	 * A reply is for the requester, and nobody who has the routing id later.
	 */
	private ZmqMessage addressed(ZmqMessage reply, ZmqMessage request) {
		boolean routed = this.settings.type() == SocketType.ROUTER && reply.peer() == null && request.peer() != null;
		return (routed && Arrays.equals(reply.frame(0), request.frame(0)))
				? new ZmqMessage(reply.frames(), request.peer()) : reply;
	}

	/**
	 * Reserve a place in the queue for a message that is still to be completed.
	 * @param draft the message, of at least the size that it will have
	 * @return the place, {@code null} if the message was dropped and counted
	 */
	@Nullable QueueSlot reserve(ZmqMessage draft) {
		check(draft);
		long bytes = OutboundQueue.bytesOf(draft);
		if (reserve(bytes, this.timeout, () -> true)) {
			return new QueueSlot(this, bytes);
		}
		refused();
		return null;
	}

	/**
	 * Put a message into a place that was reserved. That of a REP replies to whichever
	 * request there is.
	 */
	QueuedMessage add(ZmqMessage message, long bytes) {
		ReplyTurn turn = (this.settings.type() == SocketType.REP) ? this.owedReply.take(null) : null;
		Consumer<QueuedMessage> inTurn = (turn != null) ? (each) -> each.setTurn(turn) : OutboundQueue.NOBODY;
		QueuedMessage queued = this.queue.add(message, bytes, inTurn);
		if (queued == null) {
			throw new SocketClosedException(this.settings.name());
		}
		this.loop.messageAdded();
		return queued;
	}

	void giveBack(long bytes) {
		this.queue.giveBack(bytes);
	}

	private boolean reserve(long bytes, Duration maxWait, BooleanSupplier worthwhile) {
		boolean reserved = this.queue.reserve(bytes);
		boolean waits = this.overflow == Overflow.BLOCK && this.queue.isOpen() && !this.loop.isCurrentThread();
		if (reserved || !waits) {
			return reserved;
		}
		try {
			Duration wait = (maxWait.compareTo(this.timeout) < 0) ? maxWait : this.timeout;
			return this.queue.reserve(bytes, wait, worthwhile);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Count a message for which there was no room.
	 */
	private void refused() {
		if (!this.queue.isOpen()) {
			throw new SocketClosedException(this.settings.name());
		}
		this.statistics.dropped(DropReason.QUEUE_FULL, 1);
		if (this.overflow != Overflow.DROP_NEWEST) {
			throw new QueueFullException(this.settings.name(), this.queue.size(), this.queue.capacity());
		}
	}

	private void check(ZmqMessage message) {
		SocketType type = this.settings.type();
		Assert.state(SocketTraits.canSend(type),
				() -> "Socket '" + this.settings.name() + "' is a " + type + " and can't send");
		Assert.isTrue(type != SocketType.ROUTER || message.frames().size() > 1,
				() -> "A message for ROUTER socket '" + this.settings.name()
						+ "' needs the routing id of a peer as its first frame, and at least one frame more");
		try {
			this.limits.check(message);
		}
		catch (MessageTooLargeException ex) {
			this.statistics.dropped(MessageDirection.OUTBOUND, DropReason.TOO_LARGE, 1);
			throw ex;
		}
	}

}
