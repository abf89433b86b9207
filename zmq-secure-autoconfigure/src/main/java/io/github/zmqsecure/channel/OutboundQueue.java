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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the threads that send and the one that owns the socket. Each
 * message holds a permit from the moment it asks to be let in until it has left, so depth
 * and capacity are exact.
 */
class OutboundQueue {

	private final int capacity;

	private final Semaphore free;

	private final MpscArrayQueue<Entry> entries;

	private volatile boolean open;

	private volatile long fullSince;

	OutboundQueue(int capacity) {
		this.capacity = capacity;
		this.free = new Semaphore(capacity);
		this.entries = new MpscArrayQueue<>(Math.max(2, capacity));
	}

	int capacity() {
		return this.capacity;
	}

	int size() {
		return this.entries.size();
	}

	/**
	 * The age of the message at the head. Another thread than the owner may see the
	 * message that has just left it instead.
	 */
	Duration oldestAge() {
		Entry head = this.entries.relaxedPeek();
		return (head != null) ? Duration.ofNanos(System.nanoTime() - head.nanos()) : Duration.ZERO;
	}

	/**
	 * How long the queue has been full without a message leaving it.
	 */
	Duration fullFor() {
		long fullSince = this.fullSince;
		return (fullSince != 0) ? Duration.ofNanos(System.nanoTime() - fullSince) : Duration.ZERO;
	}

	void open() {
		this.open = true;
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Add a message if there is room.
	 * @return whether it was added
	 */
	boolean offer(ZmqMessage message) {
		return this.free.tryAcquire() && add(message);
	}

	/**
	 * Add a message, waiting for room.
	 * @return whether it was added; otherwise the time is over or the queue was closed
	 */
	boolean offer(ZmqMessage message, Duration timeout) throws InterruptedException {
		return this.free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS) && add(message);
	}

	private boolean add(ZmqMessage message) {
		if (!this.open) {
			this.free.release();
			return false;
		}
		long now = System.nanoTime();
		this.entries.add(new Entry(message, now));
		if (this.fullSince == 0 && this.free.availablePermits() == 0) {
			this.fullSince = now | 1;
		}
		return true;
	}

	/** For the owner only. */
	@Nullable ZmqMessage peek() {
		Entry head = this.entries.peek();
		return (head != null) ? head.message() : null;
	}

	/**
	 * For the owner only: remove the head, whose permit is returned by {@link #release}.
	 */
	void remove() {
		this.entries.poll();
	}

	/** For the owner only. */
	boolean isEmpty() {
		return this.entries.peek() == null;
	}

	/** For the owner only: return permits. */
	void release(int removed) {
		if (removed > 0) {
			this.fullSince = 0;
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
			while (this.entries.poll() != null) {
				removed++;
			}
			release(removed);
			drained += removed;
			Thread.onSpinWait();
		}
		this.free.release(this.capacity);
		return drained;
	}

	private record Entry(ZmqMessage message, long nanos) {

	}

}
