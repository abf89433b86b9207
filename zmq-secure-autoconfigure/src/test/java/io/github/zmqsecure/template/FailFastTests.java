// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.Blocked;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is to fail at once where no peer is there, however that came about.
 */
class FailFastTests {

	/** Far below what any of the calls would wait otherwise. */
	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	private static final Duration LONG = Duration.ofSeconds(40);

	private final int port = Ports.free();

	private final String[] keys = KeyPairs.shared();

	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer", "req", "pair", "client", "scatter", "channel", "radio" })
	void whateverWaitsForAPeerFailsWithoutOne(String type) {
		client(type, this.port).run((context) -> {
			ZmqOperations hasty = hasty(context);
			assertThat(failure(() -> hasty.send("client", "x"))).isInstanceOf(NotConnectedException.class);
			assertThat(failure(() -> hasty.sendFrames("client", new byte[1])))
				.isInstanceOf(NotConnectedException.class);
			assertNothingIsLeft(socket(context));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer", "pair", "client", "scatter", "channel", "radio" })
	void whateverIsBoundAndWaitsForAPeerFailsWithoutOne(String type) {
		ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.server(type, this.port))
			.run((context) -> {
				assertThat(failure(() -> hasty(context).send("server", "x"))).isInstanceOf(NotConnectedException.class);
				assertNothingIsLeft(TestSockets.socket(context, "server"));
			});
	}

	@Test
	void aConnectionCountsOnceItsHandshakeIsOver() throws Exception {
		try (ServerSocket silent = new ServerSocket(this.port, 10, InetAddress.getLoopbackAddress())) {
			client("dealer", this.port).run((context) -> {
				assertThat(silent.accept().isConnected()).isTrue();
				assertFails(context, NotConnectedException.class);
			});
		}
	}

	@Test
	void aServerThatRefusesIsNamed() {
		String[] server = { this.keys[0], KeyPairs.shared()[1] };
		try (ConfigurableApplicationContext refusing = KeyPairs.server(server, this.port, RequestTests.Echo.class)) {
			client("dealer", this.port).run((context) -> {
				assertThat(refusing.isRunning()).isTrue();
				await().until(() -> socket(context).getEndpoints().getRefusal() != null);
				assertFails(context, RefusedByServerException.class);
			});
		}
	}

	/**
	 * With a routing id the reply may come on a later connection, so that only those
	 * requests fail that are to fail fast.
	 */
	@Test
	@SuppressWarnings("try")
	void requestsUnderWayFailWithTheLastServer() {
		try (ConfigurableApplicationContext server = KeyPairs.server(this.keys, this.port, RequestTests.Silent.class)) {
			client("dealer", this.port).withPropertyValues("zmq.secure.sockets.client.options.routing-id=gateway")
				.run((context) -> {
					awaitConnections(context, 1);
					ZmqOperations hasty = hasty(context);
					CompletableFuture<String> async = hasty.requestAsync("client", "x", String.class, LONG);
					CompletableFuture<Throwable> blocking = CompletableFuture.supplyAsync(
							() -> catchThrowable(() -> hasty.sendAndReceive("client", "x", String.class, LONG)));
					CompletableFuture<String> patient = template(context).requestAsync("client", "x", String.class,
							LONG);
					await().until(() -> TestSockets.socket(server, "server").getStatistics().getReceived() == 3);
					server.close();
					assertThat(failureOf(async)).isInstanceOfSatisfying(NotConnectedException.class,
							(ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.PERHAPS));
					assertThat(blocking.get(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(NotConnectedException.class,
							(ex) -> assertThat(ex.wasSent()).isEqualTo(Sent.PERHAPS));
					assertThat(patient).isNotDone();
					assertThat(template(context).getPendingRequests("client")).isOne();
				});
		}
	}

	@ParameterizedTest
	@Tag("long")
	@ValueSource(booleans = { false, true })
	void whatWaitsForRoomFailsWithTheLastServer(boolean rebuild) throws Exception {
		try (ConfigurableApplicationContext server = KeyPairs.server(this.keys, this.port, Quiet.class);
				Network network = new Network(this.port)) {
			client("dealer", network.port()).withPropertyValues("zmq.secure.sockets.client.queue-capacity=20",
					"zmq.secure.sockets.client.options.snd-timeo=40s", "zmq.secure.sockets.client.options.snd-hwm=2")
				.run((context) -> {
					assertThat(server.isRunning()).isTrue();
					awaitConnections(context, 1);
					ManagedSocket client = socket(context);
					long accepted = fill(context);
					List<CompletableFuture<Throwable>> waiting = new ArrayList<>();
					ZmqOperations hasty = hasty(context);
					for (int i = 0; i < 3; i++) {
						waiting.add(Blocked.supply(() -> catchThrowable(() -> hasty.send("client", "x"))));
						waiting.add(Blocked.supply(
								() -> catchThrowable(() -> hasty.sendAndReceive("client", "x", String.class, LONG))));
					}
					await().until(() -> template(context).getPendingRequests("client") == 3);
					network.cut();
					if (rebuild) {
						IoThreadSabotage.kill(context.getBean(HardenedContext.class));
					}
					long late = 0;
					for (CompletableFuture<Throwable> each : waiting) {
						Throwable failure = each.get(60, TimeUnit.SECONDS);
						late += (failure != null) ? 0 : 1;
						assertThat(failure == null || (failure instanceof NotConnectedException notConnected
								&& notConnected.wasSent() == Sent.NO))
							.as("" + failure)
							.isTrue();
					}
					assertThat(late).as("taken with the last that left").isLessThan(waiting.size());
					long all = accepted + late;
					assertThat(template(context).getPendingRequests("client")).isZero();
					assertThat(client.getStatistics().getDropped(DropReason.QUEUE_FULL)
							+ client.getStatistics().getDropped(DropReason.WITHDRAWN))
						.isEqualTo(6 - late);
					await().untilAsserted(
							() -> assertThat(client.getStatistics().getSent() + client.getGauges().getQueueDepth())
								.isEqualTo(all));
				});
		}
	}

	@Test
	void aRequestInTheQueueIsWithdrawnWithTheLastServer() throws Exception {
		try (ConfigurableApplicationContext server = KeyPairs.server(this.keys, this.port, Quiet.class);
				Network network = new Network(this.port)) {
			client("dealer", network.port())
				.withPropertyValues("zmq.secure.sockets.client.queue-capacity=1000",
						"zmq.secure.sockets.client.options.snd-hwm=2")
				.run((context) -> {
					assertThat(server.isRunning()).isTrue();
					awaitConnections(context, 1);
					ManagedSocket client = socket(context);
					byte[] payload = new byte[500_000];
					List<CompletableFuture<String>> requests = new ArrayList<>();
					await().until(() -> {
						requests.add(hasty(context).requestAsync("client", payload, String.class, LONG));
						return client.getGauges().getQueueDepth() > 5;
					});
					network.cut();
					long sent = 0;
					for (CompletableFuture<String> each : requests) {
						Throwable failure = failureOf(each);
						assertThat(failure).isInstanceOfAny(NotConnectedException.class, PeerGoneException.class);
						sent += (((NoReplyException) failure).wasSent() == Sent.PERHAPS) ? 1 : 0;
					}
					// One that is withdrawn while it is written may have been sent.
					long withdrawn = requests.size() - client.getStatistics().getSent();
					assertThat(sent - client.getStatistics().getSent()).isBetween(0L, 1L);
					await().untilAsserted(() -> assertThat(client.getStatistics().getDropped(DropReason.WITHDRAWN))
						.isEqualTo(withdrawn)
						.isPositive());
					assertThat(client.getGauges().getQueueDepth()).isZero();
				});
		}
	}

	@Test
	@SuppressWarnings("try")
	void oneOfTwoServersIsEnough() {
		int second = Ports.free();
		ConfigurableApplicationContext first = KeyPairs.server(this.keys, this.port, RequestTests.Echo.class);
		try (first;
				ConfigurableApplicationContext other = KeyPairs.server(this.keys, second, RequestTests.Echo.class)) {
			client("dealer", this.port, second).run((context) -> {
				ZmqOperations hasty = hasty(context);
				awaitConnections(context, 2);
				first.close();
				awaitConnections(context, 1);
				TwoServersTests.awaitTheEndOfTheOther(hasty);
				for (int i = 0; i < 50; i++) {
					assertThat(hasty.sendAndReceive("client", "n" + i, String.class)).isEqualTo("re:n" + i);
				}
				other.close();
				awaitConnections(context, 0);
				assertFails(context, NotConnectedException.class);
			});
		}
	}

	@Test
	void neitherWaitsWhileTheConnectionComesAndGoes() throws Exception {
		try (ConfigurableApplicationContext server = KeyPairs.server(this.keys, this.port, RequestTests.Echo.class);
				Network network = new Network(this.port)) {
			client("dealer", network.port()).withPropertyValues("zmq.secure.defaults.reconnect-ivl=10ms")
				.run((context) -> {
					assertThat(server.isRunning()).isTrue();
					awaitConnections(context, 1);
					ManagedSocket client = socket(context);
					AtomicLong accepted = new AtomicLong();
					AtomicBoolean over = new AtomicBoolean();
					Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
					List<Thread> threads = new ArrayList<>();
					for (int i = 0; i < 3; i++) {
						int kind = i;
						threads.add(new Thread(() -> {
							while (!over.get()) {
								Throwable failure = once(context, kind, accepted);
								if (failure != null) {
									wrong.add(failure);
								}
							}
						}));
					}
					threads.forEach(Thread::start);
					try {
						for (int i = 0; i < 20; i++) {
							network.cut();
							await().until(() -> !client.getConnections().isConnected());
							network.restore();
							await().until(() -> client.getConnections().isConnected());
						}
					}
					finally {
						over.set(true);
					}
					for (Thread each : threads) {
						each.join(20_000);
						assertThat(each.isAlive()).isFalse();
					}
					assertThat(wrong).isEmpty();
					assertThat(template(context).getPendingRequests("client")).isZero();
					await().untilAsserted(() -> assertThat(
							accepted.get() - client.getStatistics().getSent() - client.getGauges().getQueueDepth())
						.as("one may be withdrawn while it is written, in each round")
						.isBetween(0L, 20L));
				});
		}
	}

	@Test
	void aSocketThatIsClosedSaysSo() {
		client("dealer", this.port).run((context) -> {
			ZmqOperations hasty = hasty(context);
			context.getSourceApplicationContext().close();
			assertThat(failure(() -> hasty.send("client", "x"))).isInstanceOf(SocketClosedException.class);
			assertThat(failure(() -> hasty.sendAndReceive("client", "x", String.class)))
				.isInstanceOf(SocketClosedException.class);
			assertThat(failureOf(hasty.requestAsync("client", "x", String.class)))
				.isInstanceOf(SocketClosedException.class);
		});
	}

	/**
	 * Send or ask once, in no more time than is due.
	 * @return what should not have been, {@code null} if all is well
	 */
	private static @Nullable Throwable once(ApplicationContext context, int kind, AtomicLong accepted) {
		ZmqOperations hasty = hasty(context);
		long start = System.nanoTime();
		Throwable failure = catchThrowable(() -> {
			switch (kind) {
				case 0 -> assertThat(hasty.send("client", "x")).isTrue();
				case 1 -> hasty.sendAndReceive("client", "x", String.class, LONG);
				default -> failed(hasty.requestAsync("client", "x", String.class, LONG));
			}
		});
		boolean taken = failure == null
				|| (failure instanceof NoReplyException noReply && noReply.wasSent() == Sent.PERHAPS);
		accepted.addAndGet((taken) ? 1 : 0);
		if (Duration.ofNanos(System.nanoTime() - start).compareTo(AT_ONCE) > 0) {
			return new AssertionError("took " + (System.nanoTime() - start) / 1_000_000 + " ms", failure);
		}
		return (failure != null && !(failure instanceof NoReplyException)) ? failure : null;
	}

	private static void failed(CompletableFuture<String> future) throws Exception {
		try {
			future.get(60, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (Exception) ex.getCause();
		}
	}

	private ApplicationContextRunner client(String type, int... ports) {
		return ModelSockets.runner()
			.withPropertyValues(this.keys)
			.withPropertyValues(ModelSockets.client(type, ports[0]))
			.withPropertyValues(
					"zmq.secure.sockets.client.connect=" + Arrays.stream(ports)
						.mapToObj((port) -> "tcp://127.0.0.1:" + port)
						.collect(Collectors.joining(",")),
					"zmq.secure.template.request-timeout=40s", "zmq.secure.sockets.client.options.linger=0ms");
	}

	/**
	 * Fill a socket whose server does not read.
	 * @return how many messages it accepted
	 */
	private static long fill(ApplicationContext context) {
		byte[] payload = new byte[500_000];
		ManagedSocket client = socket(context);
		AtomicLong accepted = new AtomicLong();
		await().pollDelay(Duration.ZERO).until(() -> {
			if (client.getGauges().getQueueDepth() < client.getGauges().getQueueCapacity()) {
				template(context).send("client", payload);
				accepted.incrementAndGet();
			}
			return client.getGauges().getFullFor().toMillis() > 2000;
		});
		return accepted.get();
	}

	private static void assertFails(ApplicationContext context, Class<? extends ZmqSecureException> type) {
		ZmqOperations hasty = hasty(context);
		assertThat(failure(() -> hasty.send("client", "x"))).isInstanceOf(type);
		assertThat(failure(() -> hasty.sendAndReceive("client", "x", String.class))).isInstanceOf(type);
		assertThat(failureOf(hasty.requestAsync("client", "x", String.class))).isInstanceOf(type);
		assertThat(template(context).getPendingRequests("client")).isZero();
		assertThat(socket(context).getGauges().getQueueDepth()).isZero();
	}

	private static void assertNothingIsLeft(ManagedSocket socket) {
		assertThat(socket.getGauges().getQueueDepth()).isZero();
		assertThat(socket.getStatistics().getSent()).isZero();
		assertThat(Arrays.stream(DropReason.values()).mapToLong(socket.getStatistics()::getDropped)).containsOnly(0L);
	}

	private static @Nullable Throwable failure(ThrowingCallable call) {
		long start = System.nanoTime();
		Throwable failure = catchThrowable(call);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		if (failure instanceof NoReplyException noReply) {
			assertThat(noReply.wasSent()).isEqualTo(Sent.NO);
		}
		return failure;
	}

	private static Throwable failureOf(CompletableFuture<String> future) {
		return assertThat(future).failsWithin(AT_ONCE)
			.withThrowableOfType(ExecutionException.class)
			.actual()
			.getCause();
	}

	private static void awaitConnections(ApplicationContext context, int count) {
		await().until(() -> socket(context).getConnections().getConnectionCount() == count);
	}

	private static ManagedSocket socket(ApplicationContext context) {
		return TestSockets.socket(context, "client");
	}

	private static ZmqTemplate template(ApplicationContext context) {
		return context.getBean(ZmqTemplate.class);
	}

	private static ZmqOperations hasty(ApplicationContext context) {
		return template(context).withFailFast(true);
	}

	@Configuration(proxyBeanMethods = false)
	static class Quiet {

	}

}
