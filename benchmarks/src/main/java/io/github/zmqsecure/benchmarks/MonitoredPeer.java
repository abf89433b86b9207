// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.actuate.ZmqEndpoint;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server of the starter that says how it is: with each turn its heap after a collection
 * and its direct memory in KiB, and the milliseconds that the endpoints of health and of
 * the sockets take, the best of five.
 *
 * @since 0.1.0
 */
public final class MonitoredPeer {

	private static final int TIMES = 5;

	private static final double KIBI = 1024;

	private static final double NANOS_IN_MILLI = 1e6;

	private MonitoredPeer() {
	}

	/**
	 * Serve.
	 * @param args contestant, type, secret key
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = StarterContext.server(Contestant.of(args[0]).provider(), args[1],
				args[2], StarterContext.Application.class)) {
			Turns.announce(StarterContext.endpoint(context));
			HealthEndpoint health = context.getBean(HealthEndpoint.class);
			ZmqEndpoint sockets = context.getBean(ZmqEndpoint.class);
			Turns.each((numbers) -> String.format(Locale.ROOT, "%.1f %.1f %.2f %.2f", heap(), direct(),
					millis(health::health), millis(sockets::zmq)));
		}
	}

	static double heap() {
		System.gc();
		awaitCleaners();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIBI;
	}

	static double direct() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToDouble((pool) -> pool.getMemoryUsed() / KIBI)
			.sum();
	}

	/**
	 * Direct buffers are freed by a thread of the JVM that hears of them after a
	 * collection.
	 */
	private static void awaitCleaners() {
		double before;
		do {
			before = direct();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
		}
		while (direct() < before);
	}

	private static double millis(Callable<?> operation) {
		double best = Double.MAX_VALUE;
		for (int i = 0; i < TIMES; i++) {
			long begin = System.nanoTime();
			try {
				operation.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException("An endpoint has failed", ex);
			}
			best = Math.min(best, (System.nanoTime() - begin) / NANOS_IN_MILLI);
		}
		return best;
	}

}
