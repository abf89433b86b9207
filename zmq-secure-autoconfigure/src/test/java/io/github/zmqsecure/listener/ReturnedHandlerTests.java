// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a limit of time, or a stop, does to a message whose handler has
 * returned.
 */
class ReturnedHandlerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** More than a connection and its buffers hold. */
	private static final int REPLIES = 100;

	private static final int REPLY = 250_000;

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer")
		.withPropertyValues(ModelSockets.headers());

	@Test
	void aReplyThatWaitsForASlowPeerIsSentThoughTheTimeOfTheHandlerIsOver() {
		ModelSockets.pair("pair", "pair")
			.withPropertyValues("zmq.secure.listener.handler-timeout=50ms",
					"zmq.secure.sockets.server.queue-capacity=2", "zmq.secure.listener.queue-capacity=1",
					"zmq.secure.sockets.server.options.snd-hwm=2", "zmq.secure.sockets.server.options.snd-timeo=1m",
					"zmq.secure.sockets.client.options.rcv-hwm=2")
			.withUserConfiguration(SlowPeer.class)
			.run((context) -> {
				SlowPeer peer = context.getBean(SlowPeer.class);
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				for (int i = 0; i < REPLIES; i++) {
					template.send("client", "message");
				}
				ZmqListenerContainer server = container(context, "server");
				ManagedSocket socket = TestSockets.socket(context, "server");
				await().until(() -> socket.getGauges().getQueueDepth() == 2
						&& status(context, "server").oldest().compareTo(Duration.ofMillis(500)) > 0);
				peer.reading.complete(null);
				await().until(() -> server.getActiveCount() == 0 && peer.received.get() >= REPLIES);
				assertThat(peer.received).hasValue(REPLIES);
				assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isZero();
				assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.QUEUE_FULL))
					.isZero();
			});
	}

	@Test
	void aResultThatComesAfterTheStopIsCountedAndTheRequesterTold() {
		whileAResultIsAwaited((context, handler, reply) -> {
			container(context, "server").stop();
			assertFailure(reply, "not_handled");
			MessageStatistics statistics = TestSockets.socket(context, "server").getStatistics();
			assertThat(statistics.getDropped(DropReason.NOT_HANDLED)).isOne();
			handler.result.complete("too late");
			assertThat(statistics.getDropped(DropReason.NOT_HANDLED)).isOne();
		});
	}

	@Test
	void aResultThatIsThereAtTheStopIsSent() {
		whileAResultIsAwaited((context, handler, reply) -> {
			handler.result.complete("in time");
			container(context, "server").stop();
			assertThat(reply.get(60, TimeUnit.SECONDS)).isEqualTo("in time");
		});
	}

	private void whileAResultIsAwaited(AwaitedResultTest test) {
		this.orders.withPropertyValues("zmq.secure.listener.shutdown-timeout=200ms")
			.withUserConfiguration(LateFuture.class)
			.run((context) -> {
				LateFuture handler = context.getBean(LateFuture.class);
				CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
					.requestAsync("client", "message", String.class, PATIENCE);
				assertThat(handler.begun.await(60, TimeUnit.SECONDS)).isTrue();
				test.run(context, handler, reply);
			});
	}

	@Test
	void aMessageWhoseTimeIsOverHasTimedOutHoweverItsResultFailsMeanwhile() {
		this.orders
			.withPropertyValues("zmq.secure.listener.handler-timeout=300ms", "zmq.secure.listener.concurrency=1",
					"zmq.secure.listener.retry.max-retries=2")
			.withUserConfiguration(Busy.class)
			.run((context) -> {
				Busy handler = context.getBean(Busy.class);
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				CompletableFuture<String> later = template.requestAsync("client", "later", String.class, PATIENCE);
				assertThat(handler.returned.await(60, TimeUnit.SECONDS)).isTrue();
				long returnedAt = System.nanoTime();
				await().until(() -> System.nanoTime() - returnedAt > TimeUnit.MILLISECONDS.toNanos(100));
				CompletableFuture<String> busy = template.requestAsync("client", "busy", String.class, PATIENCE);
				assertThat(handler.busy.await(60, TimeUnit.SECONDS)).isTrue();
				await().until(() -> isYounger(context, returnedAt));
				handler.result.completeExceptionally(new IllegalStateException("too late"));
				handler.end.complete(null);
				assertFailure(later, "handler_timeout");
				assertThat(busy.get(60, TimeUnit.SECONDS)).isEqualTo("busy");
				MessageStatistics statistics = TestSockets.socket(context, "server").getStatistics();
				assertThat(statistics.getDropped(DropReason.HANDLER_TIMEOUT)).isOne();
				assertThat(statistics.getDropped(DropReason.HANDLER_FAILED)).isZero();
			});
	}

	/**
	 * Return whether nothing is under way that was at a time.
	 */
	private static boolean isYounger(ApplicationContext context, long nanos) {
		Duration age = Duration.ofNanos(System.nanoTime() - nanos);
		return status(context, "server").oldest().compareTo(age) < 0;
	}

	private static void assertFailure(CompletableFuture<String> reply, String reason) {
		assertThat(reply).failsWithin(Duration.ofSeconds(60))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOfSatisfying(ErrorReplyException.class, (ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	/**
	 * Return what a handler waits for that ignores interrupts.
	 */
	private static CompletableFuture<Void> limited() {
		return new CompletableFuture<Void>().orTimeout(90, TimeUnit.SECONDS);
	}

	private static ListenerStatus status(ApplicationContext context, String id) {
		return context.getBean(ListenerSockets.class)
			.getStatuses()
			.stream()
			.filter((status) -> status.id().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private static ZmqListenerContainer container(ApplicationContext context, String id) {
		return context.getBean(ZmqListenerEndpointRegistry.class).getContainer(id);
	}

	/**
	 * Answers at once, to a peer that takes its time.
	 */
	private interface AwaitedResultTest {

		void run(ApplicationContext context, LateFuture handler, CompletableFuture<String> reply) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	static class SlowPeer {

		private final CompletableFuture<Void> reading = limited();

		private final AtomicInteger received = new AtomicInteger();

		@ZmqListener(id = "server", socket = "server", concurrency = "2")
		byte[] answer(String message) {
			return new byte[REPLY];
		}

		@ZmqListener(id = "client", socket = "client", concurrency = "1")
		void read(byte[] answer) {
			this.reading.join();
			this.received.incrementAndGet();
		}

	}

	/**
	 * Returns a future when it is interrupted.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LateFuture {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CompletableFuture<String> result = new CompletableFuture<>();

		@ZmqListener(id = "server", socket = "server")
		CompletableFuture<String> handle(String message) {
			this.begun.countDown();
			try {
				assertThat(new CountDownLatch(1).await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				return this.result;
			}
			return CompletableFuture.completedFuture("not interrupted");
		}

	}

	/**
	 * Keeps its worker while the result of another message is awaited.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Busy {

		private final CountDownLatch returned = new CountDownLatch(1);

		private final CountDownLatch busy = new CountDownLatch(1);

		private final CompletableFuture<Void> end = limited();

		private final CompletableFuture<String> result = new CompletableFuture<>();

		@ZmqListener(id = "server", socket = "server")
		CompletableFuture<String> handle(String message) {
			if (message.equals("later")) {
				this.returned.countDown();
				return this.result;
			}
			this.busy.countDown();
			this.end.join();
			return CompletableFuture.completedFuture(message);
		}

	}

}
