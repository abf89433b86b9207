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

package io.github.zmqsecure.socket;

import java.time.Duration;

/**
 * Tells when failures repeat. Thread-safe.
 */
class FailureRate {

	private final int tolerated;

	private final long periodNanos;

	private long since = System.nanoTime();

	private int failures;

	/**
	 * Create a rate.
	 * @param tolerated how many failures are tolerated
	 * @param period in which time
	 */
	FailureRate(int tolerated, Duration period) {
		this.tolerated = tolerated;
		this.periodNanos = period.toNanos();
	}

	/**
	 * Note a failure.
	 * @return whether there were too many
	 */
	synchronized boolean isExceeded() {
		long now = System.nanoTime();
		if (now - this.since > this.periodNanos) {
			this.since = now;
			this.failures = 0;
		}
		return ++this.failures > this.tolerated;
	}

}
