// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.template.ZmqOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Places orders with a service that is found by name, and with another one at a fixed
 * address, and sends that one notes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Gateway {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	/** Of orders that nothing must disturb, on a busy machine too. */
	private static final Duration LONG_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SLACK = Duration.ofSeconds(20);

	private static final Duration PERIOD = Duration.ofMillis(10);

	private final ZmqOperations zmq;

	private final Orders orders = new Orders("orders-client", TIMEOUT);

	private final Orders others = new Orders("others-client", LONG_TIMEOUT);

	private final AtomicLong notes = new AtomicLong();

	private volatile boolean paused;

	/**
	 * Create a gateway.
	 * @param zmq sends
	 */
	public Gateway(ZmqOperations zmq) {
		this.zmq = zmq;
	}

	private void work() {
		if (!this.paused) {
			this.orders.place();
			this.others.place();
			note();
		}
	}

	private void note() {
		try {
			this.zmq.send("notes-client", "note " + this.notes.get());
			this.notes.incrementAndGet();
		}
		catch (Throwable ex) {
			// It was not accepted, and the clock goes on.
			return;
		}
	}

	/**
	 * Run the gateway until its standard input ends.
	 * @param args the command line
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	public static void main(String[] args) {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		try (var context = SpringApplication.run(Gateway.class, args)) {
			Gateway gateway = context.getBean(Gateway.class);
			clock.scheduleAtFixedRate(gateway::work, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
			new Console(context,
					Map.of("placed", gateway.orders.placed::get, "answered", gateway.orders.answered::sum, "failed",
							gateway.orders.failed::sum, "faulty",
							() -> gateway.orders.faulty.sum() + gateway.others.faulty.sum(), "others",
							gateway.others.answered::sum, "otherFailures", gateway.others.failed::sum, "notes",
							gateway.notes::get),
					Map.of("pause", () -> gateway.paused = true, "go", () -> gateway.paused = false))
				.run();
		}
		finally {
			clock.shutdownNow();
		}
	}

	/** Orders on one socket: each is answered by its own answer, or fails in time. */
	private final class Orders {

		private final String socket;

		private final Duration timeout;

		private final AtomicLong placed = new AtomicLong();

		private final LongAdder answered = new LongAdder();

		private final LongAdder failed = new LongAdder();

		/** Wrong answers, and outcomes that came too late. */
		private final LongAdder faulty = new LongAdder();

		private Orders(String socket, Duration timeout) {
			this.socket = socket;
			this.timeout = timeout;
		}

		@SuppressWarnings("FutureReturnValueIgnored")
		void place() {
			String order = "order " + this.placed.incrementAndGet();
			long start = System.nanoTime();
			ask(order).whenComplete((answer, failure) -> {
				if (System.nanoTime() - start > this.timeout.plus(SLACK).toNanos()
						|| (failure == null && !order.equals(answer))) {
					this.faulty.increment();
				}
				((failure != null) ? this.failed : this.answered).increment();
			});
		}

		private CompletableFuture<String> ask(String order) {
			try {
				return Gateway.this.zmq.requestAsync(this.socket, order, String.class, this.timeout);
			}
			catch (Throwable ex) {
				return CompletableFuture.failedFuture(ex);
			}
		}

	}

}
