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

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.zmqsecure.memory.ByteAccount;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
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

	private static final int CHUNK = 256;

	/** Smaller messages are bounded by their number. */
	private static final int SMALL = 1024;

	private static final long BYTES_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** How many withdrawn messages may wait to be cleared away. */
	private static final int MAX_WITHDRAWN = 1024;

	private final int capacity;

	private final ByteAccount bytes;

	private final MessageStatistics statistics;

	private final Runnable crowded;

	private final Semaphore free;

	private final MpscUnboundedVarHandleArrayQueue<QueuedMessage> entries;

	/** What was ahead of the entries when those that were withdrawn were cleared away. */
	private final Queue<QueuedMessage> cleared = new ConcurrentLinkedQueue<>();

	private final AtomicInteger withdrawn = new AtomicInteger();

	private volatile boolean open;

	/** Whether the last message that asked found no room for its bytes. */
	private volatile boolean outOfBytes;

	private volatile long lastFilled = System.nanoTime();

	private volatile long lastLeft = this.lastFilled;

	/**
	 * Create a queue.
	 * @param capacity how many messages it holds
	 * @param bytes how many bytes they may have
	 * @param statistics counts the messages that are withdrawn
	 * @param crowded called when so many were withdrawn that the owner should
	 * {@link #clear()} the queue
	 */
	OutboundQueue(int capacity, ByteAccount bytes, MessageStatistics statistics, Runnable crowded) {
		this.bytes = bytes;
		this.capacity = capacity;
		this.statistics = statistics;
		this.crowded = crowded;
		this.free = new Semaphore(capacity);
		this.entries = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
	}

	int capacity() {
		return this.capacity;
	}

	long bytes() {
		return this.bytes.getHeld();
	}

	int size() {
		return this.capacity - this.free.availablePermits();
	}

	/**
	 * The age of the first message that waits. Another thread than the owner may see the
	 * message that has just left the queue instead.
	 */
	Duration oldestAge() {
		QueuedMessage first = firstWaiting(this.cleared);
		QueuedMessage oldest = (first != null) ? first : firstWaiting(this.entries);
		return (oldest != null) ? Duration.ofNanos(System.nanoTime() - oldest.nanos()) : Duration.ZERO;
	}

	/**
	 * How long the queue has been full without a message leaving it.
	 */
	Duration fullFor() {
		if (this.free.availablePermits() > 0 && !this.outOfBytes) {
			return Duration.ZERO;
		}
		long now = System.nanoTime();
		return Duration.ofNanos(Math.max(0, Math.min(now - this.lastFilled, now - this.lastLeft)));
	}

	void open() {
		this.open = true;
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Reserve a place if there is room.
	 * @param bytes the bytes of the message, as {@link #bytesOf} counts them
	 * @return whether it was reserved, until it is used or given back
	 */
	boolean reserve(long bytes) {
		if (!this.free.tryAcquire()) {
			return false;
		}
		if (takeBytes(bytes)) {
			return true;
		}
		this.free.release();
		return false;
	}

	/**
	 * Reserve a place, waiting for room.
	 * @param bytes the bytes of the message, as {@link #bytesOf} counts them
	 * @return whether it was reserved; otherwise the time is over or the queue was closed
	 */
	boolean reserve(long bytes, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (!this.free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		boolean taken = takeBytes(bytes);
		while (!taken && this.open && !Thread.currentThread().isInterrupted() && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(this, BYTES_POLL_NANOS);
			taken = takeBytes(bytes);
		}
		if (taken) {
			return true;
		}
		this.free.release();
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		return false;
	}

	/**
	 * Give a place back that was reserved.
	 */
	void giveBack(long bytes) {
		releaseBytes(bytes);
		this.free.release();
	}

	static long bytesOf(ZmqMessage message) {
		long size = message.size();
		return (size > SMALL) ? size : 0;
	}

	private boolean takeBytes(long bytes) {
		boolean taken = bytes == 0 || this.bytes.tryTake(bytes);
		if (!taken && !this.outOfBytes) {
			this.lastFilled = System.nanoTime();
			this.outOfBytes = true;
		}
		return taken;
	}

	void releaseBytes(long bytes) {
		if (bytes > 0) {
			this.bytes.release(bytes);
		}
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
			giveBack(bytes);
			return null;
		}
		QueuedMessage queued = new QueuedMessage(this, message, bytes, System.nanoTime());
		if (this.free.availablePermits() == 0) {
			this.lastFilled = queued.nanos();
		}
		accepted.accept(queued);
		this.entries.add(queued);
		return queued;
	}

	/**
	 * Give the place of a message free that was withdrawn while it waited.
	 */
	void withdrawn() {
		this.statistics.dropped(DropReason.WITHDRAWN, 1);
		release(1);
		if (this.withdrawn.incrementAndGet() % MAX_WITHDRAWN == 0) {
			this.crowded.run();
		}
	}

	/**
	 * Whether so many messages were withdrawn that the owner should {@link #clear()} the
	 * queue.
	 */
	boolean isCrowded() {
		return this.withdrawn.get() >= MAX_WITHDRAWN;
	}

	/**
	 * For the owner only: forget the messages that were withdrawn.
	 */
	void clear() {
		Iterator<QueuedMessage> messages = this.cleared.iterator();
		while (messages.hasNext()) {
			if (!messages.next().isWaiting()) {
				messages.remove();
				this.withdrawn.decrementAndGet();
			}
		}
		QueuedMessage message;
		while ((message = this.entries.poll()) != null) {
			if (message.isWaiting()) {
				this.cleared.add(message);
			}
			else {
				this.withdrawn.decrementAndGet();
			}
		}
	}

	/**
	 * For the owner only: take the message at the head, which stays there until it is
	 * removed.
	 * @return the message, {@code null} if none waits
	 */
	@Nullable QueuedMessage take() {
		QueuedMessage head;
		while ((head = head()) != null) {
			if (head.take()) {
				return head;
			}
			remove();
			this.withdrawn.decrementAndGet();
		}
		return null;
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
		QueuedMessage cleared = this.cleared.poll();
		QueuedMessage head = (cleared != null) ? cleared : this.entries.poll();
		if (head != null) {
			head.releaseBytes();
		}
	}

	/** For the owner only. */
	boolean isEmpty() {
		return head() == null;
	}

	/** Return permits. */
	void release(int removed) {
		if (removed > 0) {
			this.lastLeft = System.nanoTime();
			this.outOfBytes = false;
			this.free.release(removed);
		}
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
		while (!this.free.tryAcquire(this.capacity)) {
			int removed = 0;
			while (take() != null) {
				remove();
				removed++;
			}
			release(removed);
			drained += removed;
			Thread.onSpinWait();
		}
		this.free.release(this.capacity);
		return drained;
	}

	private @Nullable QueuedMessage head() {
		QueuedMessage head = this.cleared.peek();
		return (head != null) ? head : this.entries.peek();
	}

	private static @Nullable QueuedMessage firstWaiting(Iterable<QueuedMessage> messages) {
		for (QueuedMessage message : messages) {
			if (message.isWaiting()) {
				return message;
			}
		}
		return null;
	}

}
