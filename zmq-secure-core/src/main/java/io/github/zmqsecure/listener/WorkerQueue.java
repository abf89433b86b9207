// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * What the workers of a listener take from: first the messages that come back to them,
 * then new ones. Those that find nothing sleep, and are woken by as many permits as there
 * are workers at most: a worker that is awake takes one message after the other without.
 * Thread-safe.
 */
class WorkerQueue {

	private final MessageQueue messages;

	private final Queue<InFlightMessage> resumed = new ConcurrentLinkedQueue<>();

	private final int workers;

	private final Semaphore wakeups = new Semaphore(0);

	/**
	 * Create a queue.
	 * @param messages the new messages
	 * @param workers how many take from it
	 */
	WorkerQueue(MessageQueue messages, int workers) {
		this.messages = messages;
		this.workers = workers;
	}

	/**
	 * Add a new message.
	 * @return the older one whose place it took, {@code null} if there is one message
	 * more
	 */
	@Nullable InFlightMessage add(InFlightMessage message) {
		InFlightMessage older = this.messages.add(message);
		if (older == null) {
			wakeOne();
		}
		return older;
	}

	/**
	 * Add a message that was taken before.
	 */
	void resume(InFlightMessage message) {
		this.resumed.add(message);
		wakeOne();
	}

	/**
	 * Wait for a message.
	 * @return the message, {@code null} if there is none after all
	 */
	@Nullable InFlightMessage take() throws InterruptedException {
		InFlightMessage message = poll();
		if (message != null) {
			return message;
		}
		this.wakeups.acquire();
		return poll();
	}

	/**
	 * Take a message if there is one.
	 */
	@Nullable InFlightMessage poll() {
		InFlightMessage message = this.resumed.poll();
		return (message != null) ? message : this.messages.poll();
	}

	/**
	 * End the waiting of some.
	 */
	void wake(int waiting) {
		this.wakeups.release(waiting);
	}

	/**
	 * Whoever takes one of the permits looks for messages afterwards.
	 */
	private void wakeOne() {
		if (this.wakeups.availablePermits() < this.workers) {
			this.wakeups.release();
		}
	}

}
