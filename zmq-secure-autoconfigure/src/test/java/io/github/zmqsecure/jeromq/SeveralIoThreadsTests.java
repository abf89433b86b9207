// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.poll.Poller;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is promised of connections holds with several I/O threads, over which those of one
 * socket are spread.
 */
class SeveralIoThreadsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int PEERS = 4;

	private static final int LARGE = 900_000;

	private static final String[] UNLIMITED = { "zmq.secure.limits.max-connections-per-peer=500",
			"zmq.secure.limits.max-pending-handshakes-per-address=100" };

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void spreadsTheConnectionsOfASocket(int ioThreads) {
		run(ioThreads, (orders) -> {
			List<CurvePeer> peers = new ArrayList<>();
			for (int i = 0; i < PEERS * ioThreads; i++) {
				peers.add(listed(orders).handshake(Map.of()));
			}
			assertThat(connections(orders.context())).hasSize(ioThreads)
				.allSatisfy((connections) -> assertThat(connections).isGreaterThanOrEqualTo(PEERS - 1));
			peers.forEach((peer) -> peer.message("hello"));
			assertThat(peers).allSatisfy((peer) -> assertThat(peer.opened()).asString().isEqualTo("hello"));
			peers.forEach(CurvePeer::close);
		}, UNLIMITED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void knowsHowEachOfManyHandshakesEnded(int ioThreads) {
		int rounds = 8;
		run(ioThreads, (orders) -> {
			CurveKeyPair unlisted = CurveKeyPair.generate();
			atOnce(PEERS, () -> {
				for (int i = 0; i < rounds; i++) {
					comeAndGo(orders, unlisted);
				}
				return null;
			});
			long total = (long) PEERS * rounds;
			await().untilAsserted(() -> assertThat(orders.failures())
				.isEqualTo(Map.of("client_not_allowed", total, "no_curve", total, "protocol", total)));
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			assertThat(orders.orders().getConnections().getStatistics().getSucceeded()).isEqualTo(1 + total);
			assertThat(orders.orders().getConnections().getPendingHandshakes()).isZero();
		}, UNLIMITED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void letsInNoMoreConnectionsOfAPeerThanItMayHave(int ioThreads) {
		run(ioThreads, (orders) -> {
			Queue<CurvePeer> peers = new ConcurrentLinkedQueue<>();
			atOnce(4 * PEERS, () -> {
				CurvePeer peer = listed(orders);
				peers.add(peer);
				peer.begin(Map.of());
				return null;
			});
			await().untilAsserted(() -> assertThat(orders.failures()).isEqualTo(Map.of("limit", 4L * PEERS - 3)));
			await().untilAsserted(() -> assertThat(orders.orders().getConnections().getConnections()).hasSize(1 + 3));
			peers.forEach(CurvePeer::close);
		}, "zmq.secure.limits.max-connections-per-peer=3");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void givesARoutingIdToTheConnectionThatClaimedItLast(int ioThreads) {
		run(ioThreads, (orders) -> {
			for (int i = 0; i < 5 * PEERS; i++) {
				try (CurvePeer former = listed(orders).handshake(Map.of("Identity", "gw"));
						CurvePeer next = listed(orders).handshake(Map.of("Identity", "gw"))) {
					former.awaitClose();
					next.message("hello");
					assertThat(next.opened()).asString().isEqualTo("hello");
				}
			}
			assertThat(orders.failures()).isEmpty();
		}, UNLIMITED);
	}

	@ParameterizedTest
	@Tag("long")
	@ValueSource(ints = { 2, 4 })
	void cutsWhoKeepsOthersOfAnotherIoThreadWaiting(int ioThreads) {
		run(ioThreads, (orders) -> {
			List<CurvePeer> stalled = new ArrayList<>();
			for (int i = 0; i < ioThreads; i++) {
				CurvePeer peer = listed(orders).handshake(Map.of());
				peer.send(Arrays.copyOf(frame(peer), LARGE / 2 + 100_000));
				stalled.add(peer);
			}
			try (CurvePeer peer = listed(orders)) {
				peer.timeout(30_000);
				peer.handshake(Map.of());
				peer.send(frame(peer));
				assertThat(peer.opened()).hasSize(LARGE);
			}
			stalled.forEach(CurvePeer::close);
		}, UNLIMITED[0], "zmq.secure.limits.max-total-bytes=4MB");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void revokesConnectionsOfAllIoThreads(int ioThreads) {
		run(ioThreads, (orders) -> {
			List<CurvePeer> peers = new ArrayList<>();
			for (int i = 0; i < 2 * ioThreads; i++) {
				peers.add(listed(orders).handshake(Map.of()));
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1 + peers.size());
			orders.context().getBean(ConnectionManager.class).revoke("orders", "listed");
			peers.forEach(CurvePeer::awaitClose);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
		}, UNLIMITED);
	}

	@ParameterizedTest
	@Tag("long")
	@ValueSource(ints = { 2, 4 })
	void rebuildsTheSocketsWhenAnyIoThreadSpins(int ioThreads) {
		run(ioThreads, (orders) -> {
			AtomicBoolean released = new AtomicBoolean();
			HardenedContext context = orders.context().getBean(HardenedContext.class);
			try {
				IoThreadSabotage.run(context, ioThreads - 1, () -> {
					while (!released.get()) {
						Thread.onSpinWait();
					}
				});
				await().until(() -> context.getRenewals() == 1);
				orders.exchange();
				assertThat(context.getIoThreads()).hasSize(ioThreads);
			}
			finally {
				released.set(true);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void publishesToSubscribersOfAllIoThreads(int ioThreads) {
		int messages = 500;
		Pair pair = new Pair("pub", "sub").client("subscribe=tick");
		run(pair, ioThreads, 2 * ioThreads, (publisher, subscribers) -> {
			List<Queue<String>> received = subscribers.stream().map(SeveralIoThreadsTests::receive).toList();
			await().until(() -> {
				publisher.send("tick", "");
				return received.stream().noneMatch(Queue::isEmpty);
			});
			for (int i = 0; i < messages; i++) {
				publisher.send("tick", String.valueOf(i));
			}
			List<String> all = IntStream.range(0, messages).mapToObj(String::valueOf).toList();
			await().untilAsserted(() -> assertThat(received).allSatisfy(
					(each) -> assertThat(each).filteredOn((text) -> !text.isEmpty()).containsExactlyElementsOf(all)));
		});
	}

	private static void comeAndGo(OrderService orders, CurveKeyPair unlisted) {
		try (CurvePeer peer = listed(orders)) {
			peer.handshake(Map.of()).message("hello");
			assertThat(peer.opened()).asString().isEqualTo("hello");
		}
		try (CurvePeer peer = new CurvePeer(orders.port(), unlisted, orders.serverKey())) {
			peer.begin(Map.of());
			peer.awaitClose();
		}
		try (RawPeer peer = new RawPeer(orders.port())) {
			peer.send(RawPeer.greeting("NULL"));
			peer.awaitClose();
		}
		try (RawPeer peer = new RawPeer(orders.port())) {
			peer.send(Arrays.copyOf(RawPeer.greeting("CURVE"), 20));
		}
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
	}

	private static byte[] frame(CurvePeer peer) {
		byte[] body = peer.seal(0, new byte[LARGE]);
		return ByteBuffer.allocate(9 + body.length).put((byte) 2).putLong(body.length).put(body).array();
	}

	/** How many connections each I/O thread has. */
	private static List<Long> connections(ApplicationContext context) {
		return context.getBean(HardenedContext.class)
			.getIoThreads()
			.stream()
			.map((each) -> JeromqInternals.get().poller().selector((Poller) each.poller()))
			.map((selector) -> selector.keys().stream().filter((key) -> key.channel() instanceof SocketChannel).count())
			.toList();
	}

	private static Queue<String> receive(ManagedSocket socket) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		socket.setHandler((message) -> received.add(message.text(-1)));
		return received;
	}

	/** Run a task many times at the same moment. */
	private static void atOnce(int times, Callable<Void> task) {
		ExecutorService threads = Executors.newFixedThreadPool(times);
		CountDownLatch ready = new CountDownLatch(times);
		try {
			List<Future<Void>> tasks = IntStream.range(0, times).mapToObj((i) -> threads.submit(() -> {
				ready.countDown();
				ready.await();
				return task.call();
			})).toList();
			for (Future<Void> each : tasks) {
				each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void run(int ioThreads, Consumer<OrderService> test, String... properties) {
		OrderService.run((runner) -> runner.withPropertyValues("zmq.secure.context.io-threads=" + ioThreads)
			.withPropertyValues(properties), test);
	}

	private static void run(Pair pair, int ioThreads, int clients,
			BiConsumer<ManagedSocket, List<ManagedSocket>> test) {
		pair.serverRunner().withPropertyValues("zmq.secure.context.io-threads=" + ioThreads).run((context) -> {
			ManagedSocket server = TestSockets.socket(context, "server");
			withClients(pair, clients, new ArrayList<>(), (sockets) -> {
				await().until(() -> server.getConnections().getConnectionCount() == clients);
				assertThat(connections(context)).hasSize(ioThreads)
					.allSatisfy((connections) -> assertThat(connections).isPositive());
				test.accept(server, sockets);
			});
		});
	}

	private static void withClients(Pair pair, int clients, List<ManagedSocket> sockets,
			Consumer<List<ManagedSocket>> test) {
		if (clients == 0) {
			test.accept(sockets);
			return;
		}
		pair.runClient((client) -> {
			sockets.add(client.socket());
			// An I/O thread is chosen by its load, which changes a moment later.
			await().until(client.socket().getConnections()::isConnected);
			withClients(pair, clients - 1, sockets, test);
		});
	}

}
