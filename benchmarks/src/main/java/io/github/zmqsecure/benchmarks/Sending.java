// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * Sends as fast as it goes.
 */
final class Sending {

	private static final int LARGE = 16 * 1024;

	private static final int BATCH = 16;

	private Sending() {
	}

	/**
	 * Send.
	 * @param millis for how long
	 * @param size the size of a message, large ones are far enough apart to look at the
	 * clock after each
	 * @param message sends one message
	 * @return what the benchmark is answered
	 */
	static String run(long millis, int size, Runnable message) {
		int batch = (size < LARGE) ? BATCH : 1;
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(millis)) {
			for (int i = 0; i < batch; i++) {
				message.run();
			}
		}
		return "sent";
	}

}
