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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Unauthenticated peers that shake hands with a server at a fixed rate.
 */
class HandshakeLoad {

	private static final int THREADS = 8;

	private final AtomicInteger completed = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final String serverKey;

	private final int port;

	HandshakeLoad(String serverKey, int port) {
		this.serverKey = serverKey;
		this.port = port;
	}

	/**
	 * Shake hands.
	 * @param rate how often in a second
	 * @param millis for how many milliseconds
	 * @return the handshakes in a second that were completed
	 * @throws InterruptedException if interrupted
	 */
	double run(int rate, long millis) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		CurveHandshakeClient client = new CurveHandshakeClient(this.serverKey);
		long begin = System.nanoTime();
		long total = rate * millis / 1000;
		for (long i = 0; i < total; i++) {
			long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
			LockSupport.parkNanos(due - System.nanoTime());
			threads.execute(() -> shakeHands(client));
		}
		threads.shutdown();
		threads.awaitTermination(1, TimeUnit.MINUTES);
		return this.completed.get() * 1e9 / (System.nanoTime() - begin);
	}

	int completed() {
		return this.completed.get();
	}

	int failed() {
		return this.failed.get();
	}

	private void shakeHands(CurveHandshakeClient client) {
		try {
			client.connect(this.port);
			this.completed.incrementAndGet();
		}
		catch (Throwable ex) {
			this.failed.incrementAndGet();
		}
	}

}
