// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Unauthenticated peers that shake hands with a server.
 */
class HandshakeLoad {

	private static final int THREADS = 8;

	private static final double NANOS = 1e9;

	private final AtomicInteger completed = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final CurveHandshakeClient client;

	private final int port;

	HandshakeLoad(CurveHandshakeClient client, String endpoint) {
		this.client = client;
		this.port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
	}

	/**
	 * Shake hands at a fixed rate.
	 * @param rate how often in a second
	 * @param millis for how many milliseconds
	 * @return the handshakes in a second that were completed
	 */
	CompletableFuture<Double> start(int rate, long millis) {
		return CompletableFuture.supplyAsync(() -> {
			long begin = System.nanoTime();
			long total = rate * millis / 1000;
			run(THREADS, (threads) -> {
				for (long i = 0; i < total; i++) {
					long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
					LockSupport.parkNanos(due - System.nanoTime());
					threads.execute(this::shakeHands);
				}
			});
			return this.completed.get() * NANOS / (System.nanoTime() - begin);
		});
	}

	/**
	 * Shake hands as fast as it goes.
	 * @param parallel how many handshakes at a time
	 * @param total how many in all
	 * @return the handshakes in a second that were completed
	 */
	double run(int parallel, int total) {
		int before = this.completed.get();
		long begin = System.nanoTime();
		run(parallel, (threads) -> IntStream.range(0, total).forEach((i) -> threads.execute(this::shakeHands)));
		return (this.completed.get() - before) * NANOS / (System.nanoTime() - begin);
	}

	private static void run(int parallel, Consumer<Executor> work) {
		ExecutorService threads = Executors.newFixedThreadPool(parallel);
		try {
			work.accept(threads);
			threads.shutdown();
			threads.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			threads.shutdownNow();
		}
	}

	int completed() {
		return this.completed.get();
	}

	int failed() {
		return this.failed.get();
	}

	private void shakeHands() {
		try {
			this.client.connect(this.port);
			this.completed.incrementAndGet();
		}
		catch (Throwable ex) {
			this.failed.incrementAndGet();
		}
	}

}
