// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.observation.TemplateObservations;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of requests: each gets its own reply or fails within its
 * timeout, whatever user code does.
 */
class RequestTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer")
		.withPropertyValues("zmq.secure.sockets.client.options.linger=0ms");

	@Test
	void callbacksThatAskAgainAndWaitEndWithinTheirTimeouts() {
		this.orders.withUserConfiguration(Echo.class).run((context) -> {
			ZmqTemplate template = connected(context);
			Duration timeout = Duration.ofSeconds(2);
			List<CompletableFuture<String>> chains = new ArrayList<>();
			for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
				chains.add(template.requestAsync("client", "a" + i, String.class, timeout)
					.thenApply((reply) -> template.requestAsync("client", reply, String.class, timeout).join()));
			}
			await().until(() -> chains.stream().allMatch(CompletableFuture::isDone));
			assertThat(template.requestAsync("client", "fresh", String.class)).succeedsWithin(PATIENCE)
				.isEqualTo("re:fresh");
			assertThat(template.getPendingRequests("client")).isZero();
		});
	}

	@Test
	void aReplyThatCannotBeHandedOverFailsInTime() {
		this.orders.withBean("zmqReplyExecutor", Executor.class, () -> (task) -> {
		}).withUserConfiguration(Echo.class).run((context) -> {
			ZmqTemplate template = connected(context);
			CompletableFuture<String> reply = template.requestAsync("client", "hi", String.class,
					Duration.ofSeconds(3));
			assertThat(reply).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(RequestTimedOutException.class)
				.withMessageContaining("'zmqReplyExecutor'");
			assertThat(template.getPendingRequests("client")).isZero();
		});
	}

	@Test
	void aReplyExecutorThatTakesNothingFailsTheRequestAtOnce() {
		CountDownLatch registered = new CountDownLatch(1);
		this.orders.withBean("zmqReplyExecutor", Executor.class, () -> (task) -> {
			awaitQuietly(registered);
			throw new RejectedExecutionException("full");
		}).withUserConfiguration(Echo.class).run((context) -> {
			AtomicReference<String> thread = new AtomicReference<>();
			CompletableFuture<String> reply = connected(context).requestAsync("client", "hi", String.class)
				.whenComplete((value, ex) -> thread.set(Thread.currentThread().getName()));
			registered.countDown();
			assertThat(reply).failsWithin(Duration.ofSeconds(60))
				.withThrowableThat()
				.havingRootCause()
				.isInstanceOf(RejectedExecutionException.class);
			assertThat(thread.get()).startsWith("zmq-request-failure-");
		});
	}

	@Test
	void callbacksThatBlockHoldUpNoOtherTimeout() {
		this.orders.run((context) -> {
			ZmqTemplate template = connected(context);
			CountDownLatch release = new CountDownLatch(1);
			CountDownLatch blocked = new CountDownLatch(20);
			List<CompletableFuture<String>> replies = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				replies.add(template.requestAsync("client", "x", String.class, Duration.ofSeconds(2))
					.whenComplete((reply, ex) -> {
						blocked.countDown();
						awaitQuietly(release);
					}));
			}
			assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<String> other = template.requestAsync("client", "x", String.class, Duration.ofMillis(50));
			assertThat(other).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(RequestTimedOutException.class);
			assertThatExceptionOfType(RequestTimedOutException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "x", String.class, Duration.ofMillis(50)));
			assertThat(replies).noneMatch(CompletableFuture::isDone);
			release.countDown();
		});
	}

	@Test
	void callbacksThatThrowHarmNobody() {
		this.orders.run((context) -> {
			ZmqTemplate template = connected(context);
			for (int i = 0; i < 5; i++) {
				CompletableFuture<String> reply = template.requestAsync("client", "x", String.class,
						Duration.ofMillis(50));
				CompletableFuture<String> next = reply.whenComplete((value, ex) -> {
					throw new StackOverflowError("test");
				});
				assertThat(next).failsWithin(PATIENCE);
				assertThat(reply).failsWithin(PATIENCE)
					.withThrowableThat()
					.withCauseInstanceOf(RequestTimedOutException.class);
			}
		});
	}

	@Test
	void anObservationThatThrowsLosesNoReply() {
		TemplateObservations broken = (socket, operation, topic) -> new ObservedMessage() {

			@Override
			public void stop() {
				throw new StackOverflowError("test");
			}

		};
		this.orders.withBean(TemplateObservations.class, () -> broken)
			.withUserConfiguration(Echo.class)
			.run((context) -> assertThat(connected(context).requestAsync("client", "hi", String.class))
				.succeedsWithin(PATIENCE)
				.isEqualTo("re:hi"));
	}

	@Test
	void aRequestThatTimedOutInTheQueueIsNeverSent() {
		int port = Ports.free();
		String[] keys = KeyPairs.shared();
		ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(ModelSockets.client("dealer", port))
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				ManagedSocket client = TestSockets.socket(context, "client");
				Duration timeout = Duration.ofMillis(200);
				assertThatExceptionOfType(NotConnectedException.class)
					.isThrownBy(() -> template.sendAndReceive("client", "late", String.class, timeout))
					.satisfies((ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.NO))
					.withMessageContaining("was not sent");
				assertThat(template.requestAsync("client", "late", String.class, timeout)).failsWithin(PATIENCE)
					.withThrowableThat()
					.withCauseInstanceOf(NotConnectedException.class);
				CompletableFuture<String> cancelled = template.requestAsync("client", "cancelled", String.class);
				cancelled.cancel(false);
				CompletableFuture<String> completed = template.requestAsync("client", "completed", String.class);
				completed.complete("by its owner");
				interrupted(template);
				assertThat(client.getGauges().getQueueDepth()).isZero();
				assertThat(client.getStatistics().getDropped(DropReason.WITHDRAWN)).isEqualTo(5);
				assertThat(template.getPendingRequests("client")).isZero();
				try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Recorder.class)) {
					await().ignoreExceptions()
						.until(() -> template.sendAndReceive("client", "in time", String.class).equals("ok"));
					assertThat(server.getBean(Recorder.class).received).containsOnly("in time");
				}
			});
	}

	private static void interrupted(ZmqTemplate template) throws InterruptedException {
		AtomicReference<Exception> failure = new AtomicReference<>();
		Thread requester = new Thread(() -> {
			try {
				template.sendAndReceive("client", "interrupted", String.class);
			}
			catch (ZmqSecureException ex) {
				failure.set(ex);
			}
		});
		requester.start();
		await().until(() -> template.getPendingRequests("client") == 1);
		requester.interrupt();
		requester.join(10_000);
		assertThat(failure.get()).isInstanceOfSatisfying(NoReplyException.class,
				(ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.NO));
	}

	@Test
	void saysThatARequestMayHaveBeenHandled() {
		this.orders.run((context) -> {
			ZmqTemplate template = connected(context);
			TestSockets.socket(context, "server").setHandler((message) -> {
			});
			assertThatExceptionOfType(RequestTimedOutException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "x", String.class, Duration.ofSeconds(3)))
				.satisfies((ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.PERHAPS))
				.withMessageContaining("may have been handled");
		});
	}

	@Test
	void failsAtOnceWithoutAPeerWhereAskedTo() {
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(ModelSockets.client("dealer", Ports.free()))
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				ZmqOperations hasty = template.withFailFast(true);
				assertThatExceptionOfType(NotConnectedException.class).isThrownBy(() -> hasty.send("client", "x"))
					.satisfies((ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.NO))
					.withMessageContaining("at once");
				long start = System.nanoTime();
				assertThatExceptionOfType(NotConnectedException.class)
					.isThrownBy(() -> hasty.sendAndReceive("client", "x", String.class));
				assertThat(hasty.requestAsync("client", "x", String.class)).failsWithin(Duration.ofSeconds(60))
					.withThrowableThat()
					.withCauseInstanceOf(NotConnectedException.class);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
				assertThat(TestSockets.socket(context, "client").getGauges().getQueueDepth()).isZero();
				assertThat(template.send("client", "patient")).isTrue();
			});
		this.orders.withPropertyValues("zmq.secure.template.fail-fast=true")
			.withUserConfiguration(Echo.class)
			.run((context) -> assertThat(connected(context).sendAndReceive("client", "x", String.class))
				.isEqualTo("re:x"));
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(ModelSockets.client("dealer", Ports.free()))
			.withPropertyValues("zmq.secure.template.fail-fast=true")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThatExceptionOfType(NotConnectedException.class).isThrownBy(() -> template.send("client", "x"));
				assertThat(template.withFailFast(false).send("client", "x")).isTrue();
			});
	}

	@Test
	void aThreadThatOwnsTheSocketDoesNotWaitForItself() {
		this.orders.withUserConfiguration(Echo.class).run((context) -> {
			ZmqTemplate template = connected(context);
			ManagedSocket client = TestSockets.socket(context, "client");
			ManagedSocket server = TestSockets.socket(context, "server");
			BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
			BlockingQueue<CompletableFuture<String>> asked = new LinkedBlockingQueue<>();
			client.setHandler((message) -> {
				try {
					template.sendAndReceive("client", "x", String.class);
				}
				catch (IllegalStateException ex) {
					failures.add(ex);
				}
				asked.add(template.requestAsync("client", "y", String.class));
			});
			template.send("client", "who am I");
			await().until(() -> server.getStatistics().getReceived() > 0);
			String id = context.getBean(Echo.class).ids.poll(60, TimeUnit.SECONDS);
			server.send(ZmqMessage.of(HexFormat.of().parseHex(id), new byte[1]));
			assertThat(failures.poll(60, TimeUnit.SECONDS)).hasMessageContaining("thread that owns socket 'client'")
				.hasMessageContaining("requestAsync()");
			assertThat(asked.poll(60, TimeUnit.SECONDS)).succeedsWithin(PATIENCE).isEqualTo("re:y");
		});
	}

	@Test
	void idsAreRandomAsAWhole() {
		this.orders.run((context) -> {
			ZmqTemplate template = connected(context);
			BlockingQueue<byte[]> ids = new LinkedBlockingQueue<>();
			List<CompletableFuture<String>> replies = new ArrayList<>();
			TestSockets.socket(context, "server").setHandler((message) -> ids.add(message.frame(1)));
			for (int i = 0; i < 600; i++) {
				replies.add(template.requestAsync("client", "x", String.class, PATIENCE));
			}
			List<byte[]> all = new ArrayList<>();
			await().until(() -> {
				ids.drainTo(all);
				return all.size() == 600;
			});
			assertThat(replies).hasSize(600);
			assertThat(all).allSatisfy((id) -> assertThat(id.length).isGreaterThanOrEqualTo(8));
			assertThat(new HashSet<>(all.stream().map(ByteBuffer::wrap).toList())).hasSameSizeAs(all);
			for (int i = 0; i < 8; i++) {
				Set<Byte> values = new HashSet<>();
				for (byte[] id : all) {
					values.add(id[i]);
				}
				assertThat(values).as("values of byte " + i).hasSizeGreaterThan(100);
			}
		});
	}

	@Test
	void aSecondReplyAndALateOneAreCounted() {
		this.orders.run((context) -> {
			ZmqTemplate template = connected(context);
			ManagedSocket server = TestSockets.socket(context, "server");
			ManagedSocket client = TestSockets.socket(context, "client");
			BlockingQueue<ZmqMessage> strays = new LinkedBlockingQueue<>();
			client.setHandler(strays::add);
			server.setHandler((message) -> {
				server.send(new ZmqMessage(message.frames(), null));
				server.send(new ZmqMessage(message.frames(), null));
			});
			assertThat(template.sendAndReceive("client", "twice", String.class)).isEqualTo("twice");
			await().untilAsserted(() -> assertThat(client.getStatistics().getDropped(DropReason.LATE_REPLY)).isOne());
			assertThat(strays).isEmpty();
		});
	}

	@Test
	void aRequestWaitsForRoomNoLongerThanForItsReply() {
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(ModelSockets.client("dealer", Ports.free()))
			.withPropertyValues("zmq.secure.sockets.client.queue-capacity=2",
					"zmq.secure.sockets.client.options.snd-timeo=1m", "zmq.secure.sockets.client.options.linger=0ms")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.send("client", "one");
				template.send("client", "two");
				long start = System.nanoTime();
				assertThatExceptionOfType(QueueFullException.class)
					.isThrownBy(() -> template.sendAndReceive("client", "x", String.class, Duration.ofMillis(300)));
				assertThat(template.requestAsync("client", "x", String.class, Duration.ofMillis(300)))
					.failsWithin(PATIENCE);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300), PATIENCE);
				assertThat(template.getPendingRequests("client")).isZero();
				assertThat(TestSockets.socket(context, "client").getGauges().getQueueDepth()).isEqualTo(2);
			});
	}

	@Test
	void manyThreadsMayAskFirst() {
		this.orders.withUserConfiguration(Echo.class).run((context) -> {
			ZmqTemplate template = connected(context);
			ManagedSocket client = TestSockets.socket(context, "client");
			BlockingQueue<ZmqMessage> strays = new LinkedBlockingQueue<>();
			client.setHandler(strays::add);
			List<CompletableFuture<String>> replies = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				replies.add(CompletableFuture.supplyAsync(() -> template.sendAndReceive("client", "x", String.class),
						(task) -> new Thread(task).start()));
			}
			for (CompletableFuture<String> reply : replies) {
				assertThat(reply).succeedsWithin(PATIENCE);
			}
			assertThat(strays).isEmpty();
		});
	}

	@Test
	void aRelaxedReqGoesOnAfterItsServerDied() {
		int port = Ports.free();
		String[] keys = KeyPairs.shared();
		ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(ModelSockets.client("req", port))
			.withPropertyValues("zmq.secure.sockets.client.options.req-relaxed=true",
					"zmq.secure.sockets.client.options.req-correlate=true",
					"zmq.secure.sockets.client.options.linger=0ms")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				BlockingQueue<String> replies = new LinkedBlockingQueue<>();
				TestSockets.socket(context, "client").setHandler((message) -> replies.add(message.text(-1)));
				try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Silent.class)) {
					template.send("client", "lost");
					await().until(() -> TestSockets.socket(server, "server").getStatistics().getReceived() == 1);
				}
				try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Echo.class)) {
					assertThat(server.isRunning()).isTrue();
					template.send("client", "next");
					assertThat(replies.poll(60, TimeUnit.SECONDS)).isEqualTo("re:next");
				}
			});
	}

	private static ZmqTemplate connected(ApplicationContext context) {
		await().until(() -> TestSockets.socket(context, "client").getConnections().isConnected());
		return context.getBean(ZmqTemplate.class);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		private final BlockingQueue<String> ids = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		String echo(String request, ZmqMessage raw) {
			this.ids.add(HexFormat.of().formatHex(raw.frame(0)));
			return "re:" + request;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Silent {

		@ZmqListener(socket = "server")
		void take(String request) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Recorder {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener(socket = "server")
		String take(String request) {
			this.received.add(request);
			return "ok";
		}

	}

}
