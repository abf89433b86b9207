// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Messages that arrived among replies while the handler that is expected for them was
 * away, bounded in number and in bytes. Thread-safe.
 */
class HeldMessages {

	private static final int MAX_MESSAGES = 256;

	private static final long MAX_BYTES = 4 * 1024 * 1024;

	private final Set<Object> expectations = ConcurrentHashMap.newKeySet();

	private final Queue<ZmqMessage> messages = new ConcurrentLinkedQueue<>();

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	boolean hasRoom() {
		return this.count.get() < MAX_MESSAGES && this.bytes.get() < MAX_BYTES;
	}

	void expect(Object expectation) {
		this.expectations.add(expectation);
	}

	/**
	 * Take back an earlier {@link #expect(Object)}, and give up what is kept if it was
	 * the last.
	 * @return how many were given up
	 */
	int forget(Object expectation) {
		return (this.expectations.remove(expectation) && this.expectations.isEmpty()) ? clear() : 0;
	}

	/**
	 * Keep a message if a handler is expected for it. The owner of the socket asks
	 * whether there is room before it reads one.
	 * @return whether one is
	 */
	boolean offer(ZmqMessage message) {
		if (this.expectations.isEmpty()) {
			return false;
		}
		this.count.incrementAndGet();
		this.bytes.addAndGet(message.size());
		this.messages.add(message);
		return true;
	}

	@Nullable ZmqMessage poll() {
		ZmqMessage message = this.messages.poll();
		if (message != null) {
			this.count.decrementAndGet();
			this.bytes.addAndGet(-message.size());
		}
		return message;
	}

	/**
	 * Give all of them up.
	 * @return how many they were
	 */
	int clear() {
		int cleared = 0;
		while (poll() != null) {
			cleared++;
		}
		return cleared;
	}

}
