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

package io.github.zmqsecure.benchmarks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the messages that the threads of a process receive.
 */
final class Arrivals {

	private static final double NANOS = 1e9;

	private static final long QUIET = 50_000_000;

	private static final int MAX_QUIET = 100;

	private final List<Counter> counters = new CopyOnWriteArrayList<>();

	Counter counter() {
		Counter counter = new Counter();
		this.counters.add(counter);
		return counter;
	}

	/**
	 * Measure, and wait until what is still under way has arrived.
	 * @param millis the length of the measurement
	 * @return the messages per second
	 */
	String rate(long millis) {
		long begin = System.nanoTime();
		long before = sum();
		park(millis * 1_000_000);
		double rate = (sum() - before) * NANOS / (System.nanoTime() - begin);
		long last = -1;
		for (int i = 0; i < MAX_QUIET && last != sum(); i++) {
			last = sum();
			park(QUIET);
		}
		return String.valueOf(rate);
	}

	private long sum() {
		return this.counters.stream().mapToLong((counter) -> counter.count.getOpaque()).sum();
	}

	private static void park(long nanos) {
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < nanos) {
			LockSupport.parkNanos(nanos - (System.nanoTime() - begin));
		}
	}

	/**
	 * Counts the messages of one thread.
	 */
	static final class Counter {

		private final AtomicLong count = new AtomicLong();

		void received() {
			this.count.setOpaque(this.count.getPlain() + 1);
		}

	}

}
