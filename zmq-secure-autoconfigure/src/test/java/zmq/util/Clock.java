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
