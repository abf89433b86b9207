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
