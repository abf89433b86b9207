// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.metrics.ZmqListenerMetrics;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import io.github.zmqsecure.template.ZmqTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a listener answers, keeps, logs and shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerRepliesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer");

	@Test
	void theErrorHandlerAnswersForARawListenerToo() {
		for (String concurrency : List.of("0", "1")) {
			this.orders.withPropertyValues("zmq.secure.listener.concurrency=" + concurrency)
				.withUserConfiguration(RawWithErrorHandler.class)
				.run((context) -> assertThat(
						context.getBean(ZmqTemplate.class).sendAndReceive("client", "x", String.class, PATIENCE))
					.isEqualTo("sorry: no"));
		}
	}

	@Test
	void aRequestWhoseHeadersCannotBeReadIsAnswered() {
		this.orders.withPropertyValues("zmq.secure.sockets.server.headers=true")
			.withUserConfiguration(Nothing.class)
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				BlockingQueue<ZmqMessage> replies = new LinkedBlockingQueue<>();
				client.setHandler(replies::add);
				client.send("id", "", "no headers", "payload");
				ZmqMessage reply = replies.poll(60, TimeUnit.SECONDS);
				assertThat(reply.text(0)).isEqualTo("id");
				assertThat(reply.text(2)).contains("zmq-error").contains("unreadable");
			});
	}

	@Test
	void nullFromAMethodWithAResultIsAnEmptyAnswerAtOnce() {
		this.orders.withUserConfiguration(Nothing.class)
			.run((context) -> assertThat(
					context.getBean(ZmqTemplate.class).sendAndReceive("client", "x", String.class, PATIENCE))
				.isEmpty());
	}

	@Test
	void whatArrivesAmongRepliesWaitsForAStoppedListener() {
		this.orders.withUserConfiguration(Worker.class).run((context) -> {
			ManagedSocket server = TestSockets.socket(context, "server");
			AtomicReference<byte[]> routingId = new AtomicReference<>();
			server.setHandler((message) -> {
				routingId.set(message.frame(0));
				server.send(new ZmqMessage(message.frames(), null));
			});
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Worker worker = context.getBean(Worker.class);
			ZmqListenerContainer container = context.getBean(ZmqListenerEndpointRegistry.class).getContainer("worker");
			assertThat(template.sendAndReceive("client", "a", String.class, PATIENCE)).isEqualTo("a");
			for (int round = 0; round < 2; round++) {
				for (int i = 0; i < 100; i++) {
					server.send(ZmqMessage.of(routingId.get(), ("job " + i).getBytes(StandardCharsets.UTF_8)));
				}
				assertThat(template.sendAndReceive("client", "b", String.class, PATIENCE)).isEqualTo("b");
				container.start();
				for (int i = 0; i < 100; i++) {
					assertThat(worker.jobs.poll(60, TimeUnit.SECONDS)).isEqualTo("job " + i);
				}
				container.stop();
			}
			for (int i = 0; i < 600; i++) {
				server.send(ZmqMessage.of(routingId.get(), ("job " + i).getBytes(StandardCharsets.UTF_8)));
			}
			container.start();
			for (int i = 0; i < 600; i++) {
				assertThat(worker.jobs.poll(60, TimeUnit.SECONDS)).isEqualTo("job " + i);
			}
			assertThat(TestSockets.socket(context, "client").getStatistics().getDropped(DropReason.NOT_HANDLED))
				.isZero();
		});
	}

	@Test
	void healthAndMetricsTellOfListenersThatAreStuck() {
		this.orders
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
					ZmqMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("zmq.secure.listener.queue-capacity=3", "management.health.zmq.queue-full-for=300ms",
					"zmq.secure.listener.shutdown-timeout=100ms")
			.withUserConfiguration(Stuck.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBean(ZmqListenerMetrics.class).bindTo(registry);
				assertThat(ZmqHealth.of(context).getStatus()).isEqualTo(Status.UP);
				for (int i = 0; i < 10; i++) {
					template.send("client", "x");
				}
				await().until(() -> ZmqHealth.of(context).getStatus().equals(Status.DOWN));
				assertThat(ZmqHealth.of(context).getDetails().get("problems").toString()).contains("Listener 'stuck'")
					.contains("4 messages under way");
				assertThat(registry.get("zmq.secure.listener.active").tag("socket", "server").gauge().value())
					.isEqualTo(4);
				assertThat(registry.get("zmq.secure.listener.workers").tag("socket", "server").gauge().value())
					.isEqualTo(1);
				await().until(() -> registry.get("zmq.secure.listener.oldest.age")
					.tag("socket", "server")
					.timeGauge()
					.value(TimeUnit.MILLISECONDS) > 100);
				context.getBean(Stuck.class).never.forEach((each) -> each.complete(null));
				await().until(() -> {
					context.getBean(Stuck.class).never.forEach((each) -> each.complete(null));
					return ZmqHealth.of(context).getStatus().equals(Status.UP);
				});
			});
	}

	@Test
	void logsEachListenerAndKindAndSaysTheNumberAfterwards(CapturedOutput output) {
		this.orders.withUserConfiguration(Failing.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			for (int i = 0; i < 50; i++) {
				template.send("client", "argument");
				template.send("client", "state");
			}
			await().until(() -> output.getAll().contains("more times within 1 s"));
			await().until(() -> TestSockets.socket(context, "server")
				.getStatistics()
				.getDropped(DropReason.HANDLER_FAILED) == 100);
			assertThat(output).contains("java.lang.IllegalArgumentException: no argument")
				.contains("java.lang.IllegalStateException: no state");
			await().until(() -> suppressed(output) >= 90);
		});
	}

	private static int suppressed(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("failed in the same way"))
			.mapToInt((line) -> Integer.parseInt(line.replaceAll(".*same way (\\d+) more.*", "$1")))
			.sum();
	}

	@Test
	void aCleanStopLogsNoStackTrace(CapturedOutput output) {
		this.orders.withPropertyValues("zmq.secure.listener.shutdown-timeout=200ms")
			.withUserConfiguration(Blocking.class)
			.run((context) -> {
				ManagedSocket server = TestSockets.socket(context, "server");
				context.getBean(ZmqTemplate.class).send("client", "x");
				assertThat(context.getBean(Blocking.class).begun.await(60, TimeUnit.SECONDS)).isTrue();
				context.close();
				await().until(() -> server.getStatistics().getDropped(DropReason.NOT_HANDLED) == 1);
			});
		assertThat(output).doesNotContain("ERROR").doesNotContain("Exception: ").doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	static class RawWithErrorHandler {

		@Bean
		ZmqListenerContainer raw(ZmqListenerContainerFactory factory) {
			return factory.createContainer(ZmqListenerEndpoint.of("raw", "server", (message) -> {
				throw new IllegalStateException("no");
			}));
		}

		@Bean
		ZmqListenerErrorHandler apologies() {
			return (message, failure) -> "sorry: " + failure.getMessage();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

		@ZmqListener(socket = "server")
		@Nullable String handle(String message) {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Worker {

		private final BlockingQueue<String> jobs = new LinkedBlockingQueue<>();

		@ZmqListener(id = "worker", socket = "client", autoStartup = "false")
		void work(String job) {
			this.jobs.add(job);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Stuck {

		private final BlockingQueue<CompletableFuture<Void>> never = new LinkedBlockingQueue<>();

		@ZmqListener(id = "stuck", socket = "server")
		CompletableFuture<Void> handle(String message) {
			CompletableFuture<Void> future = new CompletableFuture<>();
			this.never.add(future);
			return future;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@ZmqListener(socket = "server")
		void handle(String message) {
			if (message.equals("argument")) {
				throw new IllegalArgumentException("no argument");
			}
			throw new IllegalStateException("no state");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Blocking {

		private final CountDownLatch begun = new CountDownLatch(1);

		@ZmqListener(socket = "server")
		void handle(String message) throws InterruptedException {
			this.begun.countDown();
			new CountDownLatch(1).await();
		}

	}

}
