// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.RequestTimedOutException;
import io.github.zmqsecure.template.ZmqTemplate;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for listeners and their containers.
 */
class ZmqListenerTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer");

	private final ApplicationContextRunner validated = this.orders
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withPropertyValues(ModelSockets.headers());

	@Test
	void resolvesArgumentsByWhatTheMethodAsksFor() {
		this.validated.withUserConfiguration(Everything.class).run((context) -> {
			Everything everything = context.getBean(Everything.class);
			Message<Order> order = MessageBuilder.withPayload(new Order(3)).setHeader("tenant", "north").build();
			String reply = context.getBean(ZmqTemplate.class).sendAndReceive("client", order, String.class);
			assertThat(reply).isEqualTo("done");
			assertThat(everything.seen).containsEntry("order", new Order(3))
				.containsEntry("tenant", "north")
				.containsEntry("client", "gateway")
				.containsEntry("peer", "gateway")
				.containsEntry("socket", "server");
			assertThat((byte[]) everything.seen.get("routingId")).isNotEmpty();
			assertThat((String) everything.seen.get("text")).isEqualTo("{\"amount\":3}");
		});
	}

	@Test
	void tellsPayloadsThatAreInvalidFromThoseThatAreUnreadable() {
		this.validated.withUserConfiguration(Everything.class, Letters.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", new Order(-1), String.class))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("invalid"));
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "no json", String.class))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("unreadable"));
			ManagedSocket server = TestSockets.socket(context, "server");
			assertThat(server.getStatistics().getDropped(DropReason.INVALID)).isOne();
			assertThat(server.getStatistics().getDropped(DropReason.UNREADABLE)).isOne();
			BlockingQueue<ZmqMessage> dead = context.getBean(Letters.class).dead;
			assertThat(dead.remove().text(-1)).isEqualTo("{\"amount\":-1}");
			assertThat(dead.remove().text(-1)).isEqualTo("no json");
		});
	}

	@Test
	void answersLaterWithAFutureAndHandlesOthersMeanwhile() {
		this.orders.withUserConfiguration(Later.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Later later = context.getBean(Later.class);
			CompletableFuture<String> slow = template.requestAsync("client", "slow", String.class);
			await().until(() -> later.pending.size() == 1);
			assertThat(template.sendAndReceive("client", "fast", String.class)).isEqualTo("fast done");
			assertThat(slow).isNotDone();
			later.pending.remove().complete("slow done");
			assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo("slow done");
			CompletableFuture<String> failing = template.requestAsync("client", "slow", String.class);
			await().until(() -> later.pending.size() == 1);
			later.pending.remove().completeExceptionally(new IllegalStateException("no"));
			assertThat(failing).failsWithin(Duration.ofSeconds(60))
				.withThrowableThat()
				.withCauseInstanceOf(ErrorReplyException.class);
			assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.HANDLER_FAILED))
				.isOne();
		});
	}

	@Test
	void retriesWithBackOffAndHandsWhatStillFailsToTheDeadLetters() {
		this.orders
			.withPropertyValues("zmq.secure.listener.retry.max-retries=2",
					"zmq.secure.listener.retry.initial-interval=10ms")
			.withUserConfiguration(Flaky.class, Letters.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Flaky flaky = context.getBean(Flaky.class);
				assertThat(template.sendAndReceive("client", "2", String.class)).isEqualTo("after 3");
				flaky.calls.set(0);
				template.send("client", "9");
				ZmqMessage dead = context.getBean(Letters.class).dead.poll(60, TimeUnit.SECONDS);
				assertThat(dead.text(-1)).isEqualTo("9");
				assertThat(dead.peer().name()).isEqualTo("gateway");
				assertThat(flaky.calls).hasValue(3);
				flaky.calls.set(0);
				assertThat(template.sendAndReceive("client", "0", String.class)).isEqualTo("after 1");
			});
	}

	@Test
	void leavesFailuresToTheErrorHandlerThatTheListenerNames() {
		this.orders.withUserConfiguration(WithErrorHandler.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThat(template.sendAndReceive("client", "x", String.class)).isEqualTo("sorry: no x");
			assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.HANDLER_FAILED))
				.isZero();
		});
	}

	@Test
	void resolvesPlaceholdersAndExpressions() {
		this.orders.withPropertyValues("desk.socket=server", "desk.threads=3", "desk.start=false")
			.withUserConfiguration(Configured.class)
			.run((context) -> {
				ZmqListenerEndpointRegistry registry = context.getBean(ZmqListenerEndpointRegistry.class);
				ZmqListenerContainer container = registry.getContainer("desk-6");
				assertThat(container.getEndpoint().socket()).isEqualTo("server");
				assertThat(container.getEndpoint().concurrency()).isEqualTo(3);
				assertThat(container.isRunning()).isFalse();
				container.start();
				assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", "a", String.class))
					.isEqualTo("a!");
			});
	}

	@Test
	void stopsReceivingWhileItsWorkersAreFullSoThatTheSenderWaits() {
		ModelSockets.pair("pull", "push")
			.withPropertyValues("zmq.secure.listener.queue-capacity=5", "zmq.secure.sockets.server.options.rcv-hwm=10",
					"zmq.secure.sockets.client.options.snd-hwm=10", "zmq.secure.sockets.client.queue-capacity=10",
					"zmq.secure.sockets.server.options.rcv-buf=4KB", "zmq.secure.sockets.client.overflow=fail")
			.withUserConfiguration(Gate.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Gate gate = context.getBean(Gate.class);
				ManagedSocket server = TestSockets.socket(context, "server");
				ManagedSocket client = TestSockets.socket(context, "client");
				byte[] payload = new byte[512 * 1024];
				AtomicInteger sent = new AtomicInteger();
				await().until(() -> {
					try {
						template.send("client", payload);
						sent.incrementAndGet();
						return false;
					}
					catch (QueueFullException ex) {
						return server.getStatistics().getReceived() >= 6
								&& client.getGauges().getFullFor().compareTo(Duration.ofMillis(500)) > 0;
					}
				});
				assertThat(server.getStatistics().getReceived()).isEqualTo(6);
				gate.open.release(1_000_000);
				await().until(() -> gate.handled.get() == sent.get());
			});
	}

	@Test
	void pausesAndResumes() {
		this.orders.withUserConfiguration(Later.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			ZmqListenerContainer container = context.getBean(ZmqListenerEndpointRegistry.class)
				.getContainers()
				.iterator()
				.next();
			assertThat(template.sendAndReceive("client", "fast", String.class)).isEqualTo("fast done");
			container.pause();
			assertThat(container.isPaused()).isTrue();
			CompletableFuture<String> waiting = template.requestAsync("client", "fast", String.class);
			assertThat(waiting).isNotCompletedExceptionally();
			assertThatExceptionOfType(RequestTimedOutException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "fast", String.class, SHORT));
			container.resume();
			assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("fast done");
		});
	}

	@Test
	void aRepSocketOwesAnAnswerToEachRequest() {
		ModelSockets.pair("rep", "req").withUserConfiguration(Owing.class).run((context) -> {
			ManagedSocket client = TestSockets.socket(context, "client");
			BlockingQueue<ZmqMessage> replies = new LinkedBlockingQueue<>();
			client.setHandler(replies::add);
			for (String request : List.of("fail", "nothing", "yes")) {
				client.send(request);
				String expected = request.equals("yes") ? "answer" : "";
				assertThat(replies.poll(60, TimeUnit.SECONDS).text(0)).isEqualTo(expected);
			}
		});
	}

	@Test
	void functionsGetRawFramesEvenOnTheThreadOfTheSocket() {
		this.orders.withUserConfiguration(Functional.class)
			.run((context) -> assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", "x", String.class))
				.isEqualTo("zmq-server"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsHandlersOnVirtualThreadsWhereTheApplicationDoes() {
		this.orders.withPropertyValues("spring.threads.virtual.enabled=true")
			.withUserConfiguration(ThreadTeller.class)
			.run((context) -> assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", "?", String.class))
				.contains("VirtualThread"));
	}

	@Test
	void runsHandlersOnPlatformThreadsOtherwise() {
		this.orders.withUserConfiguration(ThreadTeller.class)
			.run((context) -> assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", "?", String.class))
				.contains("zmq-teller-1")
				.doesNotContain("Virtual"));
	}

	@Test
	void explainsWhatCannotWork() {
		ModelSockets.pair("pull", "push")
			.withUserConfiguration(ThreadTeller.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("returns a value")
				.hasMessageContaining("PULL"));
		this.orders.withUserConfiguration(Later.class, ThreadTeller.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("has a listener already"));
		this.orders.withPropertyValues("desk.socket=absent", "desk.threads=3", "desk.start=true")
			.withUserConfiguration(Configured.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("There is no socket 'absent'")
				.hasMessageContaining("handle"));
	}

	@Test
	void aPeerCannotPretendHeadersOfOurs() {
		this.validated.withUserConfiguration(HeaderTeller.class).run((context) -> {
			Message<String> message = MessageBuilder.withPayload("x")
				.setHeader("zmq_peer", "admin")
				.setHeader("own", "1")
				.build();
			assertThat(context.getBean(ZmqTemplate.class).sendAndReceive("client", message, String.class))
				.isEqualTo("gateway 1");
			ManagedSocket client = TestSockets.socket(context, "client");
			byte[] forged = "\u0008zmq_peer\0\0\0\u0005admin\u0003own\0\0\0\u00011".getBytes(StandardCharsets.UTF_8);
			BlockingQueue<ZmqMessage> replies = new LinkedBlockingQueue<>();
			client.setHandler(replies::add);
			client.send(ZmqMessage.of(new byte[0], forged, "x".getBytes(StandardCharsets.UTF_8)));
			assertThat(replies.poll(60, TimeUnit.SECONDS).text(-1)).isEqualTo("gateway 1");
		});
	}

	record Order(@Min(1) int amount) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Everything {

		private final Map<String, Object> seen = new ConcurrentHashMap<>();

		@ZmqListener(socket = "server")
		String handle(@Validated @Payload Order order, Message<String> message, @Headers Map<String, Object> headers,
				@Header("tenant") @Nullable String tenant, @Header(ZmqHeaders.PEER) String client,
				AuthenticatedPeer peer, @Header(ZmqHeaders.ROUTING_ID) byte[] routingId, ZmqMessage raw) {
			this.seen.put("order", order);
			this.seen.put("text", message.getPayload());
			this.seen.put("tenant", tenant);
			this.seen.put("client", client);
			this.seen.put("peer", peer.name());
			this.seen.put("routingId", routingId);
			this.seen.put("socket", headers.get(ZmqHeaders.SOCKET));
			return "done";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Letters {

		private final BlockingQueue<ZmqMessage> dead = new LinkedBlockingQueue<>();

		@Bean
		DeadLetterHandler deadLetterHandler() {
			return (socket, message, failure) -> this.dead.add(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		private final BlockingQueue<CompletableFuture<String>> pending = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		CompletableFuture<String> handle(String request) {
			if (request.equals("fast")) {
				return CompletableFuture.completedFuture("fast done");
			}
			CompletableFuture<String> reply = new CompletableFuture<>();
			this.pending.add(reply);
			return reply;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Flaky {

		private final AtomicInteger calls = new AtomicInteger();

		@ZmqListener(socket = "server")
		String handle(String failures) {
			int call = this.calls.incrementAndGet();
			if (call <= Integer.parseInt(failures)) {
				throw new IllegalStateException("not yet");
			}
			return "after " + call;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithErrorHandler {

		@ZmqListener(socket = "server", errorHandler = "apologies")
		String handle(String request) {
			throw new IllegalStateException("no " + request);
		}

		@Bean
		ZmqListenerErrorHandler apologies() {
			return (message, failure) -> "sorry: " + failure.getMessage();
		}

		@Bean
		ZmqListenerErrorHandler unused() {
			return (message, failure) -> "not me";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@ZmqListener(id = "desk-#{2 * 3}", socket = "${desk.socket}", concurrency = "${desk.threads}",
				autoStartup = "${desk.start}", containerFactory = "zmqListenerContainerFactory")
		String handle(String request) {
			return request + "!";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Gate {

		private final Semaphore open = new Semaphore(0);

		private final AtomicInteger handled = new AtomicInteger();

		@ZmqListener(socket = "server")
		void handle(byte[] message) throws InterruptedException {
			this.open.acquire();
			this.handled.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Owing {

		@ZmqListener(socket = "server")
		@Nullable String handle(String request) {
			if (request.equals("fail")) {
				throw new IllegalStateException("failed");
			}
			return request.equals("yes") ? "answer" : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functional {

		@Bean
		ZmqListenerContainer raw(ZmqListenerContainerFactory factory) {
			return factory.createContainer(ZmqListenerEndpoint.of("raw", "server", (request) -> {
				List<byte[]> reply = new ArrayList<>(request.frames().subList(0, request.frames().size() - 1));
				reply.add(Thread.currentThread().getName().getBytes(StandardCharsets.UTF_8));
				return new ZmqMessage(reply, null);
			}).withConcurrency(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadTeller {

		@ZmqListener(id = "teller", socket = "server")
		String handle(String request) {
			return Thread.currentThread().toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HeaderTeller {

		@ZmqListener(socket = "server")
		String handle(String request, @Header(ZmqHeaders.PEER) String peer, @Header("own") int own) {
			return peer + " " + own;
		}

	}

}
