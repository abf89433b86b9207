// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.channel.InboundDispatch;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.thread.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the messages under way in one listener, and their bytes: while there are as many
 * as may be, the socket is held. Thread-safe.
 */
class InFlightLimit {

	private final InboundDispatch inbound;

	private final int capacity;

	private final int resumeAt;

	private final UnhandledBytes bytes;

	private final AtomicInteger active = new AtomicInteger();

	private final CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();

	/** When a message was last done with while there was no room for another. */
	private volatile long progressAt = System.nanoTime();

	private volatile boolean full;

	private volatile boolean draining;

	InFlightLimit(InboundDispatch inbound, UnhandledBytes bytes, int capacity) {
		this.inbound = inbound;
		this.bytes = bytes;
		this.capacity = capacity;
		this.resumeAt = capacity / 2;
	}

	int active() {
		return this.active.get();
	}

	int capacity() {
		return this.capacity;
	}

	/**
	 * Return for how long there has been no room and no message was done with.
	 * @return the time, zero while there is room
	 */
	Duration stuckFor() {
		return (this.full && active() >= this.capacity) ? Duration.ofNanos(System.nanoTime() - this.progressAt)
				: Duration.ZERO;
	}

	/**
	 * Note that a message was taken in. For the owner of the socket.
	 */
	void enter(ZmqMessage message) {
		int active = this.active.incrementAndGet();
		this.bytes.taken(message);
		if (active >= this.capacity || this.bytes.isFull()) {
			this.progressAt = System.nanoTime();
			this.inbound.hold(this);
			this.full = true;
			releaseIfRoom();
		}
	}

	/**
	 * Note that a message is done with.
	 */
	void leave(ZmqMessage message) {
		if (this.full) {
			this.progressAt = System.nanoTime();
		}
		this.bytes.done(message);
		int active = this.active.decrementAndGet();
		releaseIfRoom();
		if (active == 0 && this.draining) {
			this.idle.complete(null);
		}
	}

	private void releaseIfRoom() {
		if (this.full && active() <= this.resumeAt && this.bytes.isHalfEmpty()) {
			this.full = false;
			release();
		}
	}

	/**
	 * Wait until no message is under way, even if the caller is interrupted.
	 * @param deadline how long to wait, as a value of {@link System#nanoTime()}
	 */
	void drain(long deadline) {
		this.draining = true;
		if (active() <= 0) {
			this.idle.complete(null);
		}
		Waiting.untilDone(this.idle, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
	}

	void release() {
		this.inbound.release(this);
	}

}
