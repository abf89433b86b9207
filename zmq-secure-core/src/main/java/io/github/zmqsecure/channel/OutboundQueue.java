// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.zmqsecure.memory.ByteAccount;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the threads that send and the one that owns the socket. Each
 * message holds a permit from the moment it asks to be let in until it has left or was
 * withdrawn, so depth and capacity are exact. Its bytes are bounded too, but for those of
 * small messages, which their number bounds.
 */
class OutboundQueue {

	static final Consumer<QueuedMessage> NOBODY = (message) -> {
	};

	private final QueueRoom room;

	private final MessageStatistics statistics;

	private final Runnable crowded;

	private final WaitingMessages messages = new WaitingMessages();

	private volatile boolean open;

	/**
	 * Create a queue.
	 * @param capacity how many messages it holds
	 * @param bytes how many bytes they may have
	 * @param statistics counts the messages that are withdrawn
	 * @param crowded called when so many were withdrawn that the owner should
	 * {@link #clear()} the queue
	 */
	OutboundQueue(int capacity, ByteAccount bytes, MessageStatistics statistics, Runnable crowded) {
		this.room = new QueueRoom(capacity, bytes);
		this.statistics = statistics;
		this.crowded = crowded;
	}

	int capacity() {
		return this.room.capacity();
	}

	int size() {
		return this.room.taken();
	}

	/**
	 * The age of the first message that waits. Another thread than the owner may see the
	 * message that has just left the queue instead.
	 */
	Duration oldestAge() {
		return this.messages.oldestAge();
	}

	/**
	 * How long the queue has been full without a message leaving it.
	 */
	Duration fullFor() {
		return this.room.fullFor();
	}

	/**
	 * Let messages in. Who waited for room while the queue was closed is told.
	 */
	void open() {
		this.open = true;
		this.room.tell();
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether so many bytes are in the queue that those of another message may find no
	 * room.
	 * @return whether messages should leave it before others are received
	 */
	boolean isHeavy() {
		return this.room.isHeavy();
	}

	/**
	 * Reserve a place if there is room.
	 * @param bytes the bytes of the message, as {@link #bytesOf} counts them
	 * @return whether it was reserved, until it is used or given back
	 */
	boolean reserve(long bytes) {
		return this.room.reserve(bytes);
	}

	/**
	 * Reserve a place, waiting for room.
	 * @param bytes the bytes of the message, as {@link #bytesOf} counts them
	 * @param timeout how long to wait
	 * @param worthwhile whether to wait on
	 * @return whether it was reserved; otherwise the time is over, the queue was closed
	 * or it was not worth waiting on
	 */
	boolean reserve(long bytes, Duration timeout, BooleanSupplier worthwhile) throws InterruptedException {
		return this.room.reserve(bytes, timeout, () -> isOpen() && worthwhile.getAsBoolean());
	}

	/**
	 * Reserve a place for a message that was received already, if there is room. A queue
	 * that is closed has none.
	 * @param bytes the bytes of the message, as {@link #bytesOf} counts them
	 * @return whether it was reserved
	 */
	boolean reserveForReceived(long bytes) {
		return this.open && this.room.reserveForReceived(bytes);
	}

	/**
	 * Have somebody told once that there may be room in the open queue.
	 */
	void whenRoom(Runnable waiting) {
		this.room.whenRoom(waiting);
	}

	/**
	 * Give a place back that was reserved.
	 */
	void giveBack(long bytes) {
		this.room.giveBack(bytes);
	}

	static long bytesOf(ZmqMessage message) {
		return QueueRoom.bytesOf(message);
	}

	void releaseBytes(long bytes) {
		this.room.releaseBytes(bytes);
	}

	/**
	 * Add a message in a place that was reserved.
	 * @return the message in the queue, {@code null} if the queue was closed
	 */
	@Nullable QueuedMessage add(ZmqMessage message, long bytes) {
		return add(message, bytes, NOBODY);
	}

	/**
	 * Add a message in a place that was reserved.
	 * @param message the message
	 * @param bytes its bytes, as {@link #bytesOf} counts them
	 * @param accepted is given the message before the owner can take it
	 * @return the message in the queue, {@code null} if the queue was closed
	 */
	@Nullable QueuedMessage add(ZmqMessage message, long bytes, Consumer<QueuedMessage> accepted) {
		if (!this.open) {
			this.room.giveBackUntold(bytes);
			return null;
		}
		QueuedMessage queued = new QueuedMessage(this, message, bytes, System.nanoTime());
		this.room.used(queued.nanos());
		accepted.accept(queued);
		this.messages.add(queued);
		return queued;
	}

	/**
	 * Give the place of a message free that was withdrawn while it waited.
	 */
	void withdrawn() {
		this.statistics.dropped(DropReason.WITHDRAWN, 1);
		release(1);
		if (this.messages.withdrawn()) {
			this.crowded.run();
		}
	}

	/**
	 * Whether so many messages were withdrawn that the owner should {@link #clear()} the
	 * queue.
	 */
	boolean isCrowded() {
		return this.messages.isCrowded();
	}

	/**
	 * For the owner only: forget the messages that were withdrawn.
	 */
	void clear() {
		this.messages.clear();
	}

	/**
	 * For the owner only: take the message at the head, which stays there until it is
	 * removed.
	 * @return the message, {@code null} if none waits
	 */
	@Nullable QueuedMessage take() {
		return this.messages.take();
	}

	/**
	 * For the owner only: let a message that was taken wait at the head again, unless it
	 * was withdrawn meanwhile.
	 */
	void putBack(QueuedMessage message) {
		if (!message.putBack()) {
			remove();
			this.statistics.dropped(DropReason.WITHDRAWN, 1);
			release(1);
		}
	}

	/**
	 * For the owner only: remove the head, whose permit is returned by {@link #release}.
	 */
	void remove() {
		this.messages.remove();
	}

	/** For the owner only. */
	boolean isEmpty() {
		return this.messages.head() == null;
	}

	/** Return permits. */
	void release(int removed) {
		this.room.left(removed);
	}

	/**
	 * For the owner only: let no further message in. A message that is being added at
	 * this moment holds a permit and is waited for by {@link #drain()}.
	 */
	void close() {
		this.open = false;
	}

	/**
	 * For the owner only: remove what is left once the queue is closed.
	 * @return how many messages were left
	 */
	int drain() {
		int drained = 0;
		while (!this.room.isEmpty()) {
			int removed = 0;
			while (take() != null) {
				remove();
				removed++;
			}
			release(removed);
			drained += removed;
			Thread.onSpinWait();
		}
		return drained;
	}

	/**
	 * Let no further message in, and count what is left. For the owner, and for others
	 * once it has left.
	 * @return how many messages were left
	 */
	int closeAndDrain() {
		close();
		int unsent = drain();
		this.statistics.dropped(DropReason.CLOSED, unsent);
		return unsent;
	}

}
