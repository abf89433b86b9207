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
