// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
