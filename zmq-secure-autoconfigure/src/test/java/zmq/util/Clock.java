// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package zmq.util;

import java.util.concurrent.TimeUnit;

/**
 * Stands in for the clock of JeroMQ, by which its timers go, so that a test can set the
 * wall clock.
 */
public final class Clock {

	private static volatile long offset;

	private Clock() {
	}

	/**
	 * Set the wall clock.
	 * @param millis how far it is ahead of the real one
	 */
	public static void set(long millis) {
		offset = millis;
	}

	public static long nowMS() {
		return System.currentTimeMillis() + offset;
	}

	public static long nowUS() {
		return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
	}

	public static long nowNS() {
		return System.nanoTime();
	}

	public static long rdtsc() {
		return 0;
	}

}
