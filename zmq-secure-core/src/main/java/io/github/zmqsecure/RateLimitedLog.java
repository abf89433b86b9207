// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a log at most once in a period, and says how often it kept silent in between,
 * so that nobody can fill the disk. It never throws: what can't be written, for want of
 * memory or since an appender failed, counts among what it kept silent on. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RateLimitedLog {

	private final Log log;

	private final long periodNanos;

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final AtomicLong suppressed = new AtomicLong();

	/**
	 * Create a rate-limited log.
	 * @param log where to write
	 * @param period the shortest time between two entries
	 */
	public RateLimitedLog(Log log, Duration period) {
		this.log = log;
		this.periodNanos = period.toNanos();
	}

	/**
	 * Write a warning unless one was written within the period.
	 * @param message the message
	 */
	public void warn(String message) {
		try {
			if (acquire()) {
				this.log.warn(withSuppressed(Printable.line(message)));
			}
		}
		catch (Throwable ex) {
			this.suppressed.incrementAndGet();
		}
	}

	/**
	 * Write an error unless one was written within the period.
	 * @param message the message
	 * @param error what happened
	 */
	public void error(String message, @Nullable Throwable error) {
		try {
			if (acquire()) {
				this.log.error(withSuppressed(Printable.line(message)), Printable.exception(error));
			}
		}
		catch (Throwable ex) {
			this.suppressed.incrementAndGet();
		}
	}

	private boolean acquire() {
		long now = System.nanoTime();
		long next = this.next.get();
		if (now - next >= 0 && this.next.compareAndSet(next, now + this.periodNanos)) {
			return true;
		}
		this.suppressed.incrementAndGet();
		return false;
	}

	/**
	 * Without invokedynamic, as a call site that can't be linked for want of memory is
	 * never linked.
	 */
	private String withSuppressed(String message) {
		long count = this.suppressed.getAndSet(0);
		return (count > 0) ? message.concat(" (and ").concat(Long.toString(count)).concat(" more like it before)")
				: message;
	}

}
