// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeansException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for stopping an application under load.
 */
class GracefulStopTests {

	private final int port = Ports.free();

	private final String[] keys = KeyPairs.shared();

	@Test
	void whatASenderAcceptedIsDeliveredOrCounted() {
		ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.server("pull", this.port))
			.withUserConfiguration(Counter.class)
			.run((receiver) -> {
				AtomicLong accepted = new AtomicLong();
				ConfigurableApplicationContext sender = KeyPairs.run(this.keys, Empty.class,
						ModelSockets.client("push", this.port), "zmq.secure.sockets.client.options.linger=60s");
				ManagedSocket client = TestSockets.socket(sender, "client");
				Load load = new Load(() -> {
					sender.getBean(ZmqTemplate.class).send("client", "message");
					accepted.incrementAndGet();
				});
				await().until(() -> accepted.get() > 5000);
				sender.close();
				load.stop();
				Counter counter = receiver.getBean(Counter.class);
				MessageStatistics statistics = client.getStatistics();
				long undelivered = statistics.getDropped(DropReason.CLOSED);
				await().untilAsserted(() -> assertThat(counter.handled.get() + undelivered).isEqualTo(accepted.get()));
			});
	}

	@Test
	void aReceiverHandlesOrCountsWhatItReceived() {
		ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.client("push", this.port))
			.withPropertyValues("zmq.secure.sockets.client.options.linger=0ms")
			.run((sender) -> {
				ConfigurableApplicationContext receiver = KeyPairs.run(this.keys, Counter.class,
						ModelSockets.server("pull", this.port), "zmq.secure.listener.queue-capacity=1000",
						"zmq.secure.listener.shutdown-timeout=60s");
				Counter counter = receiver.getBean(Counter.class);
				ManagedSocket server = TestSockets.socket(receiver, "server");
				Load load = new Load(() -> sender.getBean(ZmqTemplate.class).send("client", "message"));
				counter.pause = Duration.ofMillis(1).toNanos();
				await().until(() -> server.getStatistics().getReceived() > counter.handled.get() + 100);
				receiver.close();
				long handled = counter.handled.get();
				assertThat(counter.running).hasValue(0);
				load.stop();
				MessageStatistics statistics = server.getStatistics();
				assertThat(handled + statistics.getDropped(DropReason.NOT_HANDLED)).isEqualTo(statistics.getReceived());
				assertThat(counter.handled).as("handled after the application was closed").hasValue(handled);
			});
	}

	@Test
	void runningHandlersFinishAndTheirRepliesLeave() {
		ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.client("dealer", this.port))
			.run((requester) -> {
				ConfigurableApplicationContext server = KeyPairs.run(this.keys, Deliberate.class,
						ModelSockets.server("router", this.port), "zmq.secure.listener.queue-capacity=100");
				ZmqTemplate template = requester.getBean(ZmqTemplate.class);
				Deliberate deliberate = server.getBean(Deliberate.class);
				CompletableFuture<String> first = template.requestAsync("client", "first", String.class,
						Duration.ofSeconds(20));
				CompletableFuture<String> second = template.requestAsync("client", "second", String.class,
						Duration.ofSeconds(20));
				await().until(() -> deliberate.started.get() == 1
						&& TestSockets.socket(server, "server").getStatistics().getReceived() == 2);
				CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
				await().until(() -> !server.getBean(ZmqListenerEndpointRegistry.class).isRunning());
				deliberate.decision.complete("decided");
				assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("first decided");
				assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("second decided");
				closing.get(60, TimeUnit.SECONDS);
			});
	}

	@Test
	void aHandlerThatHangsDelaysTheStopNoLongerThanTheTimeout() {
		ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.client("push", this.port))
			.run((sender) -> {
				ConfigurableApplicationContext receiver = KeyPairs.run(this.keys, Hanging.class,
						ModelSockets.server("pull", this.port), "zmq.secure.listener.shutdown-timeout=300ms");
				ManagedSocket server = TestSockets.socket(receiver, "server");
				for (int i = 0; i < 10; i++) {
					sender.getBean(ZmqTemplate.class).send("client", "message " + i);
				}
				await().until(() -> server.getStatistics().getReceived() == 10);
				long start = System.nanoTime();
				receiver.close();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
				await().until(() -> server.getStatistics().getDropped(DropReason.NOT_HANDLED) == 10);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	static class Counter {

		private final AtomicLong handled = new AtomicLong();

		private final AtomicInteger running = new AtomicInteger();

		private volatile long pause;

		@ZmqListener(socket = "server", concurrency = "2")
		void handle(String message) {
			this.running.incrementAndGet();
			LockSupport.parkNanos(this.pause);
			this.handled.incrementAndGet();
			this.running.decrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Deliberate {

		private final AtomicInteger started = new AtomicInteger();

		private final CompletableFuture<String> decision = new CompletableFuture<>();

		@ZmqListener(socket = "server")
		String handle(String request) {
			this.started.incrementAndGet();
			return request + " " + this.decision.join();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		@ZmqListener(socket = "server")
		void handle(String message) throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

	/**
	 * Four threads that do the same until they are refused.
	 */
	private static final class Load {

		private final ExecutorService executor = Executors.newFixedThreadPool(4);

		Load(Runnable action) {
			for (int i = 0; i < 4; i++) {
				this.executor.execute(() -> {
					try {
						while (!Thread.currentThread().isInterrupted()) {
							action.run();
						}
					}
					catch (ZmqSecureException | BeansException | IllegalStateException ex) {
						Thread.currentThread().interrupt();
					}
				});
			}
		}

		void stop() {
			this.executor.shutdownNow();
			await().until(this.executor::isTerminated);
		}

	}

}
