// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link GuardedThread} gets on. Written by that thread, read by any. Nothing is
 * concatenated on the way of a failure and no lambda is made, as what the JVM can't link
 * for want of memory it never links.
 */
class ThreadProgress {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

	private static final int MOST_DOUBLINGS = 4;

	private final AtomicLong failures = new AtomicLong();

	private volatile long wellAt = System.nanoTime();

	private volatile @Nullable String failure;

	private volatile long stepAt;

	private int failuresInARow;

	/**
	 * The thread is started.
	 */
	void started() {
		this.wellAt = System.nanoTime();
		this.failure = null;
	}

	void stepBegins() {
		this.stepAt = System.nanoTime();
	}

	void stepSucceeded() {
		this.failuresInARow = 0;
		this.failure = null;
		this.wellAt = System.nanoTime();
	}

	/**
	 * A step failed.
	 * @return how long to pause, in nanoseconds
	 */
	long stepFailed(Throwable cause) {
		this.failures.incrementAndGet();
		long pause = FIRST_PAUSE << Math.min(this.failuresInARow++, MOST_DOUBLINGS);
		this.failure = cause.getClass().getName();
		return pause;
	}

	/**
	 * Even what follows a failure failed.
	 */
	void failed() {
		this.failures.incrementAndGet();
	}

	/**
	 * A step that takes long gets on. After a failure that counts only once the step has
	 * lasted for a second.
	 */
	void beat() {
		long now = System.nanoTime();
		if (this.failure == null || now - this.stepAt > SECOND) {
			this.failure = null;
			this.failuresInARow = 0;
			this.wellAt = now;
		}
	}

	long getFailures() {
		return this.failures.get();
	}

	Duration getIdle() {
		return Duration.ofNanos(System.nanoTime() - this.wellAt);
	}

	String describe(@Nullable Thread thread) {
		if (thread != null && !thread.isAlive()) {
			return "missing for " + seconds();
		}
		String failure = this.failure;
		if (failure != null) {
			return "failing for " + seconds() + ": " + failure;
		}
		return (getIdle().compareTo(GuardedThreads.PATIENCE) > 0) ? "stuck for " + seconds() : "running";
	}

	private String seconds() {
		return getIdle().toSeconds() + " s";
	}

}
