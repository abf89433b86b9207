// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long requests take.
 */
final class Latencies {

	private static final int DIGITS = 3;

	private final Histogram histogram = new ConcurrentHistogram(DIGITS);

	private final long begin = System.nanoTime();

	/**
	 * Keep requests in flight.
	 * @param inFlight how many
	 * @param millis for how long
	 * @param request makes a request, and calls when its reply has come
	 * @return the figures
	 */
	static String run(int inFlight, long millis, Consumer<Runnable> request) {
		Latencies latencies = new Latencies();
		Semaphore permits = new Semaphore(inFlight);
		while (latencies.isBefore(millis)) {
			permits.acquireUninterruptibly();
			long sent = System.nanoTime();
			request.accept(() -> {
				latencies.record(sent);
				permits.release();
			});
		}
		permits.acquireUninterruptibly(inFlight);
		return latencies.toString();
	}

	boolean isBefore(long millis) {
		return System.nanoTime() - this.begin < TimeUnit.MILLISECONDS.toNanos(millis);
	}

	void record(long sent) {
		this.histogram.recordValue(System.nanoTime() - sent);
	}

	@Override
	public String toString() {
		double seconds = (System.nanoTime() - this.begin) / 1e9;
		return String.format(Locale.ROOT, "%.1f %.3f %.3f %.3f", this.histogram.getTotalCount() / seconds, micros(50),
				micros(99), micros(99.9));
	}

	private double micros(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / 1e3;
	}

}
