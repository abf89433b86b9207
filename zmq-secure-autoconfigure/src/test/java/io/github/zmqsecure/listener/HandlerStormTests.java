// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for handlers that fail in each way there is, at the same time, with retries and a
 * limit of time: each request is answered or fails within its timeout, each message is
 * counted once, and the listener goes on.
 */
class HandlerStormTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Set<DropReason> FAILURES = EnumSet.of(DropReason.HANDLER_FAILED, DropReason.HANDLER_TIMEOUT,
			DropReason.NOT_HANDLED);

	private static final List<String> KINDS = List.of("fine", "error", "checked", "never", "failing", "late", "hang",
			"stubborn", "interrupts", "cancelled", "null future");

	private final ApplicationContextRunner runner = ModelSockets.pair("router", "dealer")
		.withPropertyValues("zmq.secure.listener.handler-timeout=200ms", "zmq.secure.listener.retry.max-retries=1",
				"zmq.secure.listener.retry.initial-interval=20ms", "zmq.secure.listener.queue-capacity=20")
		.withUserConfiguration(Storm.class);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 4 })
	void eachRequestEndsAndTheListenerGoesOn(int concurrency) {
		this.runner.withPropertyValues("zmq.secure.listener.concurrency=" + concurrency).run((context) -> {
			List<CompletableFuture<String>> replies = ask(context, 3 * KINDS.size());
			for (CompletableFuture<String> each : replies) {
				assertThat(each.handle((value, failure) -> true).get(60, TimeUnit.SECONDS)).isTrue();
			}
			Storm storm = context.getBean(Storm.class);
			storm.never.forEach((each) -> each.complete("too late"));
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			for (int i = 0; i < 10; i++) {
				assertThat(template.sendAndReceive("client", "fine", String.class, PATIENCE)).isEqualTo("fine");
			}
			ManagedSocket server = TestSockets.socket(context, "server");
			long fine = replies.stream().filter((each) -> !each.isCompletedExceptionally()).count() + 10;
			await().until(() -> container(context).getActiveCount() == 0);
			assertThat(fine + failures(server)).isEqualTo(server.getStatistics().getReceived());
		});
	}

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "0, stop", "2, stop", "2, rebuild", "2, close" })
	void aStopInTheMiddleEndsEachRequestAndTheListenerWorksAgain(int concurrency, String event) {
		this.runner
			.withPropertyValues("zmq.secure.listener.concurrency=" + concurrency,
					"zmq.secure.listener.shutdown-timeout=1s")
			.run((context) -> {
				List<CompletableFuture<String>> replies = ask(context, 40, Duration.ofSeconds(10));
				ManagedSocket server = TestSockets.socket(context, "server");
				await().until(() -> failures(server) > 3);
				long start = System.nanoTime();
				switch (event) {
					case "stop" -> container(context).stop();
					case "rebuild" -> IoThreadSabotage.kill(context.getBean(HardenedContext.class));
					default -> context.getSourceApplicationContext().close();
				}
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
				for (CompletableFuture<String> each : replies) {
					assertThat(each.handle((value, failure) -> true).get(60, TimeUnit.SECONDS)).isTrue();
				}
				if (event.equals("close")) {
					return;
				}
				if (event.equals("stop")) {
					container(context).start();
				}
				await().ignoreExceptions().until(() -> {
					ZmqTemplate template = context.getBean(ZmqTemplate.class);
					return template.sendAndReceive("client", "fine", String.class, Duration.ofSeconds(2))
						.equals("fine");
				});
			});
	}

	@ParameterizedTest
	@Tag("long")
	@ValueSource(ints = { 0, 1, 4 })
	void eachMessageIsCountedOnceWhileTheListenerStopsAndStarts(int concurrency) {
		this.runner
			.withPropertyValues("zmq.secure.listener.concurrency=" + concurrency,
					"zmq.secure.listener.shutdown-timeout=300ms")
			.run((context) -> {
				ManagedSocket server = TestSockets.socket(context, "server");
				List<CompletableFuture<String>> replies = new ArrayList<>();
				for (int round = 0; round < 6; round++) {
					long received = server.getStatistics().getReceived();
					replies.addAll(ask(context, 2 * KINDS.size()));
					int more = 1 + ThreadLocalRandom.current().nextInt(10);
					await().pollDelay(Duration.ZERO)
						.pollInterval(Duration.ofMillis(1))
						.until(() -> server.getStatistics().getReceived() >= received + more);
					container(context).stop();
					container(context).start();
				}
				replies.addAll(ask(context, 2 * KINDS.size()));
				for (CompletableFuture<String> each : replies) {
					assertThat(each.handle((value, failure) -> true).get(60, TimeUnit.SECONDS)).isTrue();
				}
				context.getBean(Storm.class).never.forEach((each) -> each.complete("too late"));
				long fine = replies.stream().filter((each) -> !each.isCompletedExceptionally()).count();
				await().until(() -> container(context).getActiveCount() == 0);
				assertThat(server.getStatistics().getReceived()).isEqualTo(replies.size());
				await().untilAsserted(() -> assertThat(fine + failures(server)).isEqualTo(replies.size()));
				await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
				assertThat(fine + failures(server)).isEqualTo(replies.size());
				assertThat(TestSockets.socket(context, "client").getStatistics().getDropped(DropReason.LATE_REPLY))
					.isZero();
			});
	}

	private static List<CompletableFuture<String>> ask(ApplicationContext context, int count) {
		return ask(context, count, PATIENCE);
	}

	private static List<CompletableFuture<String>> ask(ApplicationContext context, int count, Duration timeout) {
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			replies.add(template.requestAsync("client", KINDS.get(i % KINDS.size()), String.class, timeout));
		}
		return replies;
	}

	private static ZmqListenerContainer container(ApplicationContext context) {
		return context.getBean(ZmqListenerEndpointRegistry.class).getContainer("storm");
	}

	private static long failures(ManagedSocket socket) {
		return FAILURES.stream().mapToLong((each) -> socket.getStatistics().getDropped(each)).sum();
	}

	@Configuration(proxyBeanMethods = false)
	static class Storm {

		private final List<CompletableFuture<Object>> never = new CopyOnWriteArrayList<>();

		@ZmqListener(id = "storm", socket = "server")
		CompletableFuture<Object> handle(String kind) throws Exception {
			return switch (kind) {
				case "error" -> throw new StackOverflowError("handler");
				case "checked" -> throw new Exception("handler");
				case "never" -> never();
				case "failing" -> CompletableFuture.failedFuture(new OutOfMemoryError("future"));
				case "late" -> CompletableFuture.supplyAsync(() -> "late", CompletableFuture
					.delayedExecutor(190 + ThreadLocalRandom.current().nextInt(20), TimeUnit.MILLISECONDS));
				case "hang" -> hang();
				case "stubborn" -> stubborn();
				case "interrupts" -> interrupts();
				case "cancelled" -> cancelled();
				case "null future" -> null;
				default -> CompletableFuture.completedFuture(kind);
			};
		}

		private CompletableFuture<Object> never() {
			CompletableFuture<Object> future = new CompletableFuture<>();
			this.never.add(future);
			return future;
		}

		private static CompletableFuture<Object> hang() throws InterruptedException {
			new CountDownLatch(1).await();
			return CompletableFuture.completedFuture("hang");
		}

		/**
		 * Ignores interrupts, and comes back late.
		 */
		private static CompletableFuture<Object> stubborn() {
			long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
			while (System.nanoTime() - end < 0) {
				LockSupport.parkNanos(1_000_000);
			}
			return CompletableFuture.completedFuture("stubborn");
		}

		private static CompletableFuture<Object> interrupts() {
			Thread.currentThread().interrupt();
			return CompletableFuture.completedFuture("interrupts");
		}

		private static CompletableFuture<Object> cancelled() {
			CompletableFuture<Object> future = new CompletableFuture<>();
			future.cancel(true);
			return future;
		}

	}

}
