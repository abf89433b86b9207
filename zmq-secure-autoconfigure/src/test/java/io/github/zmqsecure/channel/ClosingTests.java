// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.ZMQ;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for closing the application: it takes no longer than the sockets linger, and five
 * seconds.
 */
class ClosingTests {

	/** The longest linger, five seconds, and what a busy machine takes beside. */
	private static final Duration BOUND = Duration.ofSeconds(5 + 5 + 5);

	private final Pair pair = new Pair("pull", "push").client("queue-capacity=100", "overflow=fail");

	private final AtomicBoolean released = new AtomicBoolean();

	private final CompletableFuture<Void> blocked = new CompletableFuture<>();

	@AfterEach
	void release() {
		this.released.set(true);
		this.blocked.complete(null);
	}

	@Test
	void leavesNothingOfTheApplicationBehind() {
		WeakReference<ApplicationContext> closed = startAndClose();
		await().until(() -> {
			System.gc();
			return closed.get() == null;
		});
	}

	private static WeakReference<ApplicationContext> startAndClose() {
		try (OrderService orders = OrderService.start()) {
			orders.exchange();
			return new WeakReference<>(orders.context());
		}
	}

	@Test
	void closesWhileThePeerIsUnreachableAndTheQueueFull() {
		closesInTime((client) -> fill(client.socket()));
	}

	@Test
	void closesWhileThePeerDoesNotReceive() {
		this.pair.runServer((server) -> closesInTime((client) -> {
			await().until(client.socket().getConnections()::isConnected);
			await().pollInterval(Duration.ofMillis(10)).until(() -> {
				fill(client.socket());
				return client.socket().getGauges().getFullFor().compareTo(Duration.ofMillis(500)) > 0;
			});
		}));
	}

	/**
	 * Spring's own {@code close()} does nothing in an interrupted thread, so this closes
	 * what is ours.
	 */
	@Test
	void closesWithTheInterruptFlagSet() {
		this.pair.runClient((client) -> {
			fill(client.socket());
			long start = System.nanoTime();
			Thread.currentThread().interrupt();
			client.context().getBean(ManagedSockets.class).stop();
			client.context().getBean(ZapSupervisor.class).close();
			context(client).close();
			assertThat(Thread.interrupted()).isTrue();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), BOUND);
			assertThat(client.socket().isOpen()).isFalse();
			assertThat(client.socket().getStatistics().getDropped(DropReason.CLOSED)).isEqualTo(100);
		});
	}

	@Test
	void closesWithADeadIoThread() {
		closesInTime((client) -> {
			fill(client.socket());
			IoThreadSabotage.kill(context(client));
		});
	}

	@Test
	@Tag("long")
	void closesWithAnIoThreadThatSpins() {
		closesInTime((client) -> {
			fill(client.socket());
			IoThreadSabotage.run(context(client), () -> {
				while (!this.released.get()) {
					Thread.onSpinWait();
				}
			});
		});
	}

	@Test
	void closesWithARawSocketThatHoldsMessages() {
		closesInTime((client) -> {
			ZMQ.Socket socket = client.context().getBean(SecureSocketFactory.class).open("client");
			assertThat(socket.send("message", ZMQ.DONTWAIT)).isTrue();
			IntStream.range(1, 100).forEach((i) -> socket.send("message", ZMQ.DONTWAIT));
		});
	}

	@Test
	void aRawSocketThatLingersIsConnectedAndDelivers() {
		this.pair.client("options.linger=5m").runClient((client) -> {
			try (ZMQ.Socket socket = client.context().getBean(SecureSocketFactory.class).open("client")) {
				assertThat(socket.send("late")).isTrue();
			}
			this.pair.runServer((server) -> {
				List<String> received = new CopyOnWriteArrayList<>();
				server.socket()
					.setHandler((message) -> received.add(new String(message.frame(0), StandardCharsets.UTF_8)));
				await().untilAsserted(() -> assertThat(received).containsExactly("late"));
			});
		});
	}

	@Test
	void closesWhileAMessageHandlerDoesNotReturn() {
		this.pair.runServer((server) -> {
			CountDownLatch handling = new CountDownLatch(1);
			server.socket().setHandler((message) -> {
				handling.countDown();
				this.blocked.join();
			});
			this.pair.runClient((client) -> {
				client.socket().send("message");
				await().until(() -> handling.getCount() == 0);
			});
			assertClosesInTime(server);
		});
	}

	/**
	 * However long the sockets may linger.
	 */
	@ParameterizedTest
	@CsvSource({ "router, dealer", "pub, sub", "push, pull" })
	void closesAtOnceWhenAllHasArrived(String serverType, String clientType) {
		Pair pair = new Pair(serverType, clientType).server("options.linger=60s").client("options.linger=60s");
		pair.runServer((server) -> pair.runClient((client) -> {
			await().until(server.socket().getConnections()::isConnected);
			assertClosesInTime(server);
			assertClosesInTime(client);
		}));
	}

	@Test
	void closesSoonWhenAPeerNeitherSendsNorEndsItsConnection() {
		Pair pair = new Pair("push", "pull").server("options.linger=60s");
		pair.runServer((server) -> {
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of("Socket-Type", "PULL"));
				await().until(server.socket().getConnections()::isConnected);
				server.socket().send("message");
				assertClosesInTime(server);
				assertThat(peer.opened()).asString().isEqualTo("message");
			}
		});
	}

	@Test
	@Tag("long")
	void lingersForAPeerThatGoesOnSendingAndLetsNobodyInMeanwhile() {
		Pair pair = new Pair("dealer", "dealer").server("options.linger=5s", "options.heartbeat-ivl=50ms");
		pair.runServer((server) -> {
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of("Socket-Type", "DEALER"));
				await().until(server.socket().getConnections()::isConnected);
				CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> assertClosesInTime(server));
				await().pollInterval(Duration.ofMillis(20)).until(() -> {
					peer.message("more");
					return isRefused(pair.port());
				});
				assertThat(closing).isNotDone();
				await().pollInterval(Duration.ofMillis(20)).until(() -> {
					peer.message("more");
					return closing.isDone();
				});
				assertThat(closing).isCompleted();
				assertThat(server.socket().getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED))
					.isZero();
			}
		});
	}

	private static boolean isRefused(int port) {
		try {
			new RawPeer(port).close();
			return false;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
	}

	private void closesInTime(Consumer<Pair.Side> preparation) {
		this.pair.runClient((client) -> {
			preparation.accept(client);
			assertClosesInTime(client);
		});
	}

	private static void assertClosesInTime(Pair.Side side) {
		long start = System.nanoTime();
		side.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
		assertThat(side.socket().isOpen()).isFalse();
	}

	private static void fill(ManagedSocket socket) {
		assertThatExceptionOfType(QueueFullException.class)
			.isThrownBy(() -> IntStream.range(0, 10_000).forEach((i) -> socket.send("x".repeat(10_000))));
	}

	private static HardenedContext context(Pair.Side side) {
		return side.context().getBean(HardenedContext.class);
	}

}
