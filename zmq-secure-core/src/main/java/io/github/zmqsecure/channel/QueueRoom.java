// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * The room in an outbound queue: so many messages, and so many bytes of those that are
 * not small. Thread-safe.
 */
class QueueRoom {

	/** Smaller messages are bounded by their number. */
	private static final int SMALL = 1024;

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final int capacity;

	private final ByteAccount bytes;

	private final Semaphore free;

	/** Whether the last message that asked found no room for its bytes. */
	private volatile boolean outOfBytes;

	private volatile long lastFilled = System.nanoTime();

	private volatile long lastLeft = this.lastFilled;

	/** Who is told once when there is room again. */
	private volatile @Nullable Runnable waiting;

	QueueRoom(int capacity, ByteAccount bytes) {
		this.capacity = capacity;
		this.bytes = bytes;
		this.free = new Semaphore(capacity);
	}

	/**
	 * Return the account of a queue in what all messages may occupy.
	 */
	static ByteAccount accountOf(MemoryBudget memory) {
		return memory.getAccount(MemoryBudget.Stage.QUEUED).part(memory.getLimits().perPeer());
	}

	/**
	 * Return the bytes of a message that count.
	 */
	static long bytesOf(ZmqMessage message) {
		long size = message.size();
		return (size > SMALL) ? size : 0;
	}

	int capacity() {
		return this.capacity;
	}

	int taken() {
		return this.capacity - this.free.availablePermits();
	}

	/**
	 * How long there has been no room without a message having left.
	 */
	Duration fullFor() {
		if (this.free.availablePermits() > 0 && !this.outOfBytes) {
			return Duration.ZERO;
		}
		long now = System.nanoTime();
		return Duration.ofNanos(Math.max(0, Math.min(now - this.lastFilled, now - this.lastLeft)));
	}

	/**
	 * Whether so many bytes are in the queue that those of another message may find no
	 * room.
	 */
	boolean isHeavy() {
		return this.bytes.getHeld() > this.bytes.getLimit() / 4;
	}

	/**
	 * Reserve a place if there is room.
	 */
	boolean reserve(long bytes) {
		if (!this.free.tryAcquire()) {
			return false;
		}
		if (takeBytes(bytes)) {
			return true;
		}
		free(1);
		return false;
	}

	/**
	 * Reserve a place if there is room for a message that was received already. When the
	 * queue is empty there is, as room that others take may never make itself known here.
	 */
	boolean reserveForReceived(long bytes) {
		if (!this.free.tryAcquire()) {
			return false;
		}
		if (takeBytes(bytes)) {
			return true;
		}
		if (taken() == 1) {
			this.bytes.take(bytes);
			return true;
		}
		this.free.release();
		return false;
	}

	/**
	 * Have somebody told once that there may be room, by whichever thread makes it.
	 */
	void whenRoom(Runnable waiting) {
		this.waiting = waiting;
	}

	private void free(int places) {
		this.free.release(places);
		tell();
	}

	/**
	 * Tell who waits that there may be room.
	 */
	void tell() {
		Runnable waiting = this.waiting;
		if (waiting != null) {
			this.waiting = null;
			waiting.run();
		}
	}

	/**
	 * Reserve a place, waiting for room.
	 * @param worthwhile whether to wait on
	 * @return whether it was reserved
	 */
	boolean reserve(long bytes, Duration timeout, BooleanSupplier worthwhile) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (!awaitPlace(deadline, worthwhile)) {
			return false;
		}
		boolean taken = takeBytes(bytes);
		while (!taken && worthwhile.getAsBoolean() && !Thread.currentThread().isInterrupted()
				&& System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(this, POLL_NANOS);
			taken = takeBytes(bytes);
		}
		if (taken) {
			return true;
		}
		free(1);
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		return false;
	}

	private boolean awaitPlace(long deadline, BooleanSupplier worthwhile) throws InterruptedException {
		long rest = deadline - System.nanoTime();
		while (!this.free.tryAcquire(Math.min(rest, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
			rest = deadline - System.nanoTime();
			if (rest <= 0 || !worthwhile.getAsBoolean()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Give back a place that was reserved and not used.
	 */
	void giveBack(long bytes) {
		releaseBytes(bytes);
		free(1);
	}

	/**
	 * Give back a place that was reserved in a queue that was closed meanwhile. Who waits
	 * would find no room: the caller may be it.
	 */
	void giveBackUntold(long bytes) {
		releaseBytes(bytes);
		this.free.release();
	}

	/**
	 * A place was used.
	 */
	void used(long nowNanos) {
		if (this.free.availablePermits() == 0) {
			this.lastFilled = nowNanos;
		}
	}

	/**
	 * Messages have left.
	 */
	void left(int messages) {
		if (messages > 0) {
			this.lastLeft = System.nanoTime();
			this.outOfBytes = false;
			free(messages);
		}
	}

	void releaseBytes(long bytes) {
		if (bytes > 0) {
			this.bytes.release(bytes);
		}
	}

	/**
	 * Return whether no place is taken. Otherwise somebody holds one still.
	 */
	boolean isEmpty() {
		if (this.free.tryAcquire(this.capacity)) {
			this.free.release(this.capacity);
			return true;
		}
		return false;
	}

	private boolean takeBytes(long bytes) {
		boolean taken = bytes == 0 || this.bytes.tryTake(bytes);
		if (!taken && !this.outOfBytes) {
			this.lastFilled = System.nanoTime();
			this.outOfBytes = true;
		}
		return taken;
	}

}
