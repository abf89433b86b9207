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

package io.github.zmqsecure.connection;

/**
 * So many events within a second, of which all may come at once. Not thread-safe.
 */
class RateLimit {

	private static final double NANOS_PER_SECOND = 1e9;

	private final int perSecond;

	private double available;

	private long refilledNanos;

	RateLimit(int perSecond, long nowNanos) {
		this.perSecond = perSecond;
		this.available = perSecond;
		this.refilledNanos = nowNanos;
	}

	/**
	 * Take note of an event.
	 * @param nowNanos the time as {@link System#nanoTime()} tells it
	 * @return whether it is within the limit
	 */
	boolean tryAcquire(long nowNanos) {
		double refill = (nowNanos - this.refilledNanos) * this.perSecond / NANOS_PER_SECOND;
		this.available = Math.min(this.perSecond, this.available + refill);
		this.refilledNanos = nowNanos;
		if (this.available < 1) {
			return false;
		}
		this.available--;
		return true;
	}

}
