// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.time.Duration;

/**
 * So many events within a period, of which all may come at once. Thread-safe. Internal:
 * may change in any release.
 *
 * @since 0.1.0
 */
public final class RateLimit {

	private final int events;

	private final double nanosPerEvent;

	private double available;

	private long refilledNanos;

	/**
	 * Create a rate limit.
	 * @param events how many events there may be
	 * @param period in which time
	 * @param nowNanos the time as {@link System#nanoTime()} tells it
	 */
	public RateLimit(int events, Duration period, long nowNanos) {
		this.events = events;
		this.nanosPerEvent = (double) period.toNanos() / events;
		this.available = events;
		this.refilledNanos = nowNanos;
	}

	/**
	 * Create a limit of so many events per second.
	 * @param events how many events there may be
	 * @param nowNanos the time as {@link System#nanoTime()} tells it
	 * @return the limit
	 */
	public static RateLimit perSecond(int events, long nowNanos) {
		return new RateLimit(events, Duration.ofSeconds(1), nowNanos);
	}

	/**
	 * Take note of an event.
	 * @param nowNanos the time as {@link System#nanoTime()} tells it
	 * @return whether it is within the limit
	 */
	public synchronized boolean tryAcquire(long nowNanos) {
		double refill = (nowNanos - this.refilledNanos) / this.nanosPerEvent;
		this.available = Math.min(this.events, this.available + refill);
		this.refilledNanos = nowNanos;
		if (this.available < 1) {
			return false;
		}
		this.available--;
		return true;
	}

}
