// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an outbound queue in their order, with those that were withdrawn and
 * not cleared away yet. Any thread may add one and look at them; all else is for the
 * owner only.
 */
class WaitingMessages {

	private static final int CHUNK = 256;

	/** How many withdrawn messages may wait to be cleared away. */
	private static final int MAX_WITHDRAWN = 1024;

	private final MpscUnboundedVarHandleArrayQueue<QueuedMessage> entries = new MpscUnboundedVarHandleArrayQueue<>(
			CHUNK);

	/** What was ahead of the entries when those that were withdrawn were cleared away. */
	private final Queue<QueuedMessage> cleared = new ConcurrentLinkedQueue<>();

	private final AtomicInteger withdrawn = new AtomicInteger();

	void add(QueuedMessage message) {
		this.entries.add(message);
	}

	/**
	 * The age of the first message that waits. Another thread than the owner may see the
	 * message that has just left instead.
	 */
	Duration oldestAge() {
		QueuedMessage first = firstWaiting(this.cleared);
		QueuedMessage oldest = (first != null) ? first : firstWaiting(this.entries);
		return (oldest != null) ? Duration.ofNanos(System.nanoTime() - oldest.nanos()) : Duration.ZERO;
	}

	/**
	 * Note that a message was withdrawn. May be called by any thread.
	 * @return whether so many were that the owner should {@link #clear()} them away
	 */
	boolean withdrawn() {
		return this.withdrawn.incrementAndGet() % MAX_WITHDRAWN == 0;
	}

	boolean isCrowded() {
		return this.withdrawn.get() >= MAX_WITHDRAWN;
	}

	/**
	 * Forget the messages that were withdrawn.
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
	 * Take the message at the head, which stays there until it is removed.
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

	void remove() {
		QueuedMessage cleared = this.cleared.poll();
		QueuedMessage head = (cleared != null) ? cleared : this.entries.poll();
		if (head != null) {
			head.releaseBytes();
		}
	}

	@Nullable QueuedMessage head() {
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
