// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for listeners that start, stop, pause, try again and take too long.
 */
class ListenerLifecycleTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer")
		.withPropertyValues(ModelSockets.headers());

	@Test
	void whatWaitsAtTheStartIsHandledByWorkers() {
		ModelSockets.pair("pull", "push").withUserConfiguration(Sleeper.class).run((context) -> {
			Sleeper sleeper = context.getBean(Sleeper.class);
			ZmqListenerContainer container = container(context);
			for (int round = 1; round <= 30; round++) {
				for (int i = 0; i < 3; i++) {
					TestSockets.socket(context, "client").send("message");
				}
				container.start();
				int expected = round * 3;
				await().until(() -> sleeper.threads.size() == expected);
				container.stop();
			}
			assertThat(sleeper.threads).allMatch((name) -> name.startsWith("zmq-desk-"));
		});
	}

	@Test
	void aListenerMayStopItselfAndStartAgain() {
		this.orders.withUserConfiguration(SelfStopper.class).run((context) -> {
			SelfStopper stopper = context.getBean(SelfStopper.class);
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			CompletableFuture<String> stop = template.requestAsync("client", "stop", String.class, PATIENCE);
			assertThat(stop.get(60, TimeUnit.SECONDS)).isEqualTo("stopped");
			assertThat(stopper.interrupted).isFalse();
			assertThat(container(context).isRunning()).isFalse();
			CompletableFuture<String> waiting = template.requestAsync("client", "again", String.class, PATIENCE);
			container(context).start();
			assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("again");
			assertThat(template.sendAndReceive("client", "restart", String.class, PATIENCE)).isEqualTo("restarted");
			assertThat(template.sendAndReceive("client", "more", String.class, PATIENCE)).isEqualTo("more");
		});
	}

	@Test
	void aHandlerMayCloseTheApplication() {
		this.orders.withPropertyValues("zmq.secure.listener.shutdown-timeout=20s")
			.withUserConfiguration(SelfStopper.class)
			.run((context) -> {
				SelfStopper stopper = context.getBean(SelfStopper.class);
				context.getBean(ZmqTemplate.class).send("client", "close");
				assertThat(stopper.closed.await(60, TimeUnit.SECONDS)).isTrue();
				assertThat(stopper.interrupted).isFalse();
			});
	}

	@Test
	void aPauseEndsWithTheStopAndHoldsNothingAfterIt() {
		this.orders.withUserConfiguration(SelfStopper.class).run((context) -> {
			ZmqListenerContainer container = container(context);
			for (int i = 0; i < 20; i++) {
				CompletableFuture<Void> stop = CompletableFuture.runAsync(container::stop);
				container.pause();
				stop.get(60, TimeUnit.SECONDS);
				assertThat(container.isPaused()).isFalse();
				container.pause();
				assertThat(container.isPaused()).isFalse();
				container.start();
			}
			assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", "x", String.class)).isEqualTo("x");
		});
	}

	@Test
	void aListenerThatHangsOnTheOwnerIsStoppedWithinTheTimeout() {
		this.orders.withPropertyValues("zmq.secure.listener.shutdown-timeout=3s", "zmq.secure.listener.concurrency=0")
			.withUserConfiguration(Hanging.class)
			.run((context) -> {
				Hanging hanging = context.getBean(Hanging.class);
				context.getBean(ZmqTemplate.class).send("client", "message");
				assertThat(hanging.begun.await(60, TimeUnit.SECONDS)).isTrue();
				long start = System.nanoTime();
				container(context).stop();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(2900),
						Duration.ofMillis(5700));
				assertThat(hanging.ended.await(60, TimeUnit.SECONDS)).isTrue();
				ManagedSocket server = TestSockets.socket(context, "server");
				await().until(() -> server.getStatistics().getDropped(DropReason.NOT_HANDLED) == 1);
			});
	}

	@Test
	void failedFuturesAreTriedAgainAndTheWorkerIsFreeMeanwhile() {
		this.orders
			.withPropertyValues("zmq.secure.listener.retry.max-retries=2",
					"zmq.secure.listener.retry.initial-interval=2s", "zmq.secure.listener.retry.multiplier=1")
			.withUserConfiguration(Flaky.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Flaky flaky = context.getBean(Flaky.class);
				CompletableFuture<String> late = template.requestAsync("client", "later", String.class, PATIENCE);
				CompletableFuture<String> sync = template.requestAsync("client", "now", String.class, PATIENCE);
				await().until(() -> flaky.calls.get() >= 2);
				assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
				assertThat(late).isNotDone();
				assertThat(late.get(60, TimeUnit.SECONDS)).isEqualTo("later at last");
				assertThat(sync.get(60, TimeUnit.SECONDS)).isEqualTo("now at last");
				assertThat(flaky.calls).hasValue(6);
			});
	}

	@Test
	void aStopGivesUpWhatWaitsForARetry() {
		this.orders
			.withPropertyValues("zmq.secure.listener.retry.max-retries=2",
					"zmq.secure.listener.retry.initial-interval=120s", "zmq.secure.listener.retry.max-interval=120s",
					"zmq.secure.listener.shutdown-timeout=60s")
			.withUserConfiguration(Flaky.class)
			.run((context) -> {
				Flaky flaky = context.getBean(Flaky.class);
				CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
					.requestAsync("client", "now", String.class, PATIENCE);
				await().until(() -> flaky.calls.get() == 1);
				long start = System.nanoTime();
				container(context).stop();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
				assertThat(flaky.dead.poll(60, TimeUnit.SECONDS).text(-1)).isEqualTo("now");
				assertThat(reply.handle((value, failure) -> failure).get(60, TimeUnit.SECONDS))
					.isInstanceOf(ErrorReplyException.class);
				assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.HANDLER_FAILED))
					.isOne();
			});
	}

	@Test
	void retriesOnTheOwnerTooWithoutHoldingItUp() {
		this.orders
			.withPropertyValues("zmq.secure.listener.retry.max-retries=2",
					"zmq.secure.listener.retry.initial-interval=2s", "zmq.secure.listener.retry.multiplier=1",
					"zmq.secure.listener.concurrency=0")
			.withUserConfiguration(Flaky.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				CompletableFuture<String> now = template.requestAsync("client", "now", String.class, PATIENCE);
				await().until(() -> context.getBean(Flaky.class).calls.get() >= 1);
				assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
				assertThat(now).isNotDone();
				assertThat(now.get(60, TimeUnit.SECONDS)).isEqualTo("now at last");
				assertThat(context.getBean(Flaky.class).threads).containsOnly("zmq-server");
			});
	}

	@Test
	@Tag("long")
	void handlersThatTakeTooLongAreEndedCountedAndAnswered() {
		for (int concurrency : List.of(0, 1)) {
			this.orders
				.withPropertyValues("zmq.secure.listener.handler-timeout=300ms", "zmq.secure.listener.queue-capacity=5",
						"zmq.secure.listener.concurrency=" + concurrency)
				.withUserConfiguration(Hanging.class)
				.run((context) -> {
					ZmqTemplate template = context.getBean(ZmqTemplate.class);
					Hanging hanging = context.getBean(Hanging.class);
					for (String kind : List.of("hang", "never")) {
						for (int i = 0; i < 7; i++) {
							assertThatExceptionOfType(ErrorReplyException.class)
								.isThrownBy(() -> template.sendAndReceive("client", kind, String.class, PATIENCE))
								.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("handler_timeout"));
						}
					}
					hanging.never.forEach((each) -> each.complete("too late"));
					assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
					ManagedSocket server = TestSockets.socket(context, "server");
					assertThat(server.getStatistics().getDropped(DropReason.HANDLER_TIMEOUT)).isEqualTo(14);
					assertThat(TestSockets.socket(context, "client").getStatistics().getDropped(DropReason.LATE_REPLY))
						.isZero();
				});
		}
	}

	@Test
	void aRepAnswersOnceThoughItsHandlerComesBackLate() {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues("zmq.secure.listener.handler-timeout=3s")
			.withUserConfiguration(Hanging.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Hanging hanging = context.getBean(Hanging.class);
				assertThatThrownBy(() -> template.sendAndReceive("client", "never", String.class, PATIENCE))
					.isInstanceOfSatisfying(ErrorReplyException.class,
							(ex) -> assertThat(ex.getReason()).isEqualTo("handler_timeout"));
				CompletableFuture<String> slow = template.requestAsync("client", "slow", String.class, PATIENCE);
				await().until(() -> hanging.slow.get() == 1);
				hanging.never.forEach((each) -> each.complete("too late"));
				assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo("slow");
				assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
			});
	}

	@Test
	void aRepGivesAnEmptyAnswerToWhoUnderstandsNoHeaders() {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues("zmq.secure.listener.handler-timeout=300ms", "zmq.secure.sockets.client.headers=false")
			.withUserConfiguration(Hanging.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.sendAndReceive("client", "never", String.class, PATIENCE)).isEmpty();
				assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "rep", "router" })
	void aServerThatWasStoppedWithARequestUnderWaySaysSoAndIsUsableAfterwards(String type) {
		ModelSockets.pair(type, "dealer")
			.withPropertyValues("zmq.secure.listener.shutdown-timeout=300ms")
			.withUserConfiguration(Hanging.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				CompletableFuture<String> never = template.requestAsync("client", "never", String.class, PATIENCE);
				await().until(() -> context.getBean(Hanging.class).never.size() == 1);
				container(context).stop();
				assertThat(never).failsWithin(Duration.ofSeconds(60))
					.withThrowableOfType(ExecutionException.class)
					.havingCause()
					.isInstanceOfSatisfying(ErrorReplyException.class,
							(ex) -> assertThat(ex.getReason()).isEqualTo("not_handled"));
				container(context).start();
				assertThat(template.sendAndReceive("client", "fine", String.class)).isEqualTo("fine");
			});
	}

	/** Later JDKs close a channel on the thread that is interrupted. */
	@Test
	@EnabledForJreRange(max = JRE.JAVA_17)
	void anInterruptThatHangsHoldsUpNoOtherListener() {
		ModelSockets.pair("pair", "pair")
			.withPropertyValues("zmq.secure.listener.shutdown-timeout=100ms")
			.withUserConfiguration(Uninterruptible.class)
			.run((context) -> {
				Uninterruptible handlers = context.getBean(Uninterruptible.class);
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				ZmqListenerEndpointRegistry registry = context.getBean(ZmqListenerEndpointRegistry.class);
				template.send("client", "message");
				template.send("server", "message");
				assertThat(handlers.begun.await(60, TimeUnit.SECONDS)).isTrue();
				Executor threads = (task) -> new Thread(task, "stopping").start();
				CompletableFuture<Void> hanging = CompletableFuture.runAsync(() -> registry.getContainer("desk").stop(),
						threads);
				try {
					assertThat(handlers.closing.await(60, TimeUnit.SECONDS)).isTrue();
					CompletableFuture.runAsync(() -> registry.getContainer("other").stop(), threads)
						.get(60, TimeUnit.SECONDS);
					assertThat(handlers.ended.await(60, TimeUnit.SECONDS)).isTrue();
					assertThat(hanging).isNotDone();
				}
				finally {
					handlers.end.countDown();
				}
				hanging.get(60, TimeUnit.SECONDS);
			});
	}

	private static ZmqListenerContainer container(ApplicationContext context) {
		return context.getBean(ZmqListenerEndpointRegistry.class).getContainers().iterator().next();
	}

	@Configuration(proxyBeanMethods = false)
	static class Sleeper {

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@ZmqListener(id = "desk", socket = "server", autoStartup = "false")
		void handle(String message) {
			this.threads.add(Thread.currentThread().getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SelfStopper {

		private final ConfigurableApplicationContext context;

		private final AtomicBoolean interrupted = new AtomicBoolean();

		private final CountDownLatch closed = new CountDownLatch(1);

		SelfStopper(ConfigurableApplicationContext context) {
			this.context = context;
		}

		@ZmqListener(id = "desk", socket = "server")
		String handle(String message) {
			ZmqListenerContainer container = container(this.context);
			String answer = switch (message) {
				case "stop" -> {
					container.stop();
					yield "stopped";
				}
				case "restart" -> {
					container.stop();
					container.start();
					yield "restarted";
				}
				case "close" -> {
					this.context.close();
					yield "closed";
				}
				default -> message;
			};
			if (Thread.currentThread().isInterrupted()) {
				this.interrupted.set(true);
			}
			if (answer.equals("closed")) {
				this.closed.countDown();
			}
			return answer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final List<CompletableFuture<String>> never = new CopyOnWriteArrayList<>();

		private final AtomicInteger slow = new AtomicInteger();

		@ZmqListener(id = "desk", socket = "server")
		CompletableFuture<String> handle(String message) throws InterruptedException {
			if (message.equals("fine")) {
				return CompletableFuture.completedFuture("fine");
			}
			if (message.equals("slow")) {
				this.slow.incrementAndGet();
				assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
				return CompletableFuture.completedFuture("slow");
			}
			if (message.equals("never")) {
				CompletableFuture<String> future = new CompletableFuture<>();
				this.never.add(future);
				return future;
			}
			this.begun.countDown();
			try {
				new CountDownLatch(1).await();
			}
			finally {
				this.ended.countDown();
			}
			return CompletableFuture.completedFuture("never");
		}

	}

	/**
	 * One handler waits in a channel that doesn't close, the other is interrupted.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Uninterruptible extends AbstractInterruptibleChannel {

		private final CountDownLatch begun = new CountDownLatch(2);

		private final CountDownLatch closing = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		@ZmqListener(id = "desk", socket = "server")
		void handle(String message) throws Exception {
			begin();
			try {
				this.begun.countDown();
				this.end.await();
			}
			finally {
				end(true);
			}
		}

		@ZmqListener(id = "other", socket = "client")
		void handleOther(String message) throws InterruptedException {
			this.begun.countDown();
			try {
				new CountDownLatch(1).await();
			}
			finally {
				this.ended.countDown();
			}
		}

		@Override
		protected void implCloseChannel() {
			this.closing.countDown();
			try {
				assertThat(this.end.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Flaky {

		private final AtomicInteger calls = new AtomicInteger();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private final BlockingQueue<ZmqMessage> dead = new LinkedBlockingQueue<>();

		private final AtomicInteger later = new AtomicInteger();

		private final AtomicInteger now = new AtomicInteger();

		@ZmqListener(id = "desk", socket = "server")
		CompletableFuture<String> handle(String message) {
			this.threads.add(Thread.currentThread().getName());
			if (message.equals("fine")) {
				return CompletableFuture.completedFuture(message);
			}
			this.calls.incrementAndGet();
			if (message.equals("later")) {
				return (this.later.incrementAndGet() <= 2)
						? CompletableFuture.failedFuture(new IllegalStateException("not yet"))
						: CompletableFuture.completedFuture("later at last");
			}
			if (this.now.incrementAndGet() <= 2) {
				throw new IllegalStateException("not yet");
			}
			return CompletableFuture.completedFuture("now at last");
		}

		@Bean
		DeadLetterHandler deadLetters() {
			return (socket, message, failure) -> this.dead.add(message);
		}

	}

}
