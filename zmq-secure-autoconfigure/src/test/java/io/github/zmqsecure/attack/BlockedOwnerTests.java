// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that come and go while the code of the application holds up the event loop of a
 * socket.
 */
class BlockedOwnerTests {

	private static final Duration BLOCKED = Duration.ofSeconds(5);

	private static final int MAX_OF_PEER = 20;

	@Test
	@Tag("long")
	void connectionsThatComeAndGo() {
		int port = Ports.free();
		OrderService.run((orders) -> {
			CountDownLatch held = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			ManagedSocket socket = orders.orders();
			try (CurvePeer peer = listed(orders)) {
				peer.handshake(Map.of());
				socket.setHandler((message) -> {
					held.countDown();
					awaitUninterruptibly(release);
				});
				peer.message("hold up");
				awaitUninterruptibly(held);
				attack(orders);
			}
			finally {
				release.countDown();
			}
			orders.echo();
			SocketConnections connections = socket.getConnections();
			await().until(() -> connections.getConnectionCount() == 1);
			await().ignoreExceptions().until(() -> {
				try (CurvePeer newcomer = listed(orders)) {
					newcomer.timeout(2000);
					newcomer.handshake(Map.of()).message("hello");
					return new String(newcomer.opened(), StandardCharsets.US_ASCII).equals("hello");
				}
			});
		}, "zmq.secure.limits.max-connections-per-peer=" + MAX_OF_PEER,
				"zmq.secure.limits.max-handshakes-per-second=1000000",
				"zmq.secure.limits.max-handshakes-per-second-per-address=1000000", "zmq.secure.sockets.other.type=pair",
				"zmq.secure.sockets.other.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.other.key=orders-service",
				"zmq.secure.sockets.other.clients=gateway", "zmq.secure.sockets.another.type=pair",
				"zmq.secure.sockets.another.connect=tcp://127.0.0.1:" + port, "zmq.secure.sockets.another.key=gateway",
				"zmq.secure.sockets.another.server=orders-service");
	}

	private static void attack(OrderService orders) {
		SocketConnections connections = orders.orders().getConnections();
		AtomicInteger received = new AtomicInteger();
		TestSockets.socket(orders.context(), "other").setHandler((message) -> received.incrementAndGet());
		long succeeded = connections.getStatistics().getSucceeded();
		long end = System.nanoTime() + BLOCKED.toNanos();
		AtomicInteger unauthenticated = new AtomicInteger();
		Siege.swarm(4, (index) -> {
			while (System.nanoTime() - end < 0) {
				switch (index) {
					case 0 -> comeAndGo(new RawPeer("127.0.1.9", orders.port()), (peer) -> {
						peer.greet("CURVE");
						unauthenticated.incrementAndGet();
					});
					case 1 -> {
						int before = received.get();
						TestSockets.socket(orders.context(), "another").send(ZmqMessage.of("still served"));
						await().until(() -> received.get() > before);
					}
					default -> comeAndGo(listed(orders), (peer) -> peer.handshake(Map.of()));
				}
			}
		});
		assertThat(connections.getStatistics().getSucceeded() - succeeded).isLessThanOrEqualTo(MAX_OF_PEER);
		assertThat(unauthenticated.get()).isGreaterThan(MAX_OF_PEER);
		assertThat(connections.getStatistics().getFailed(FailureReason.LIMIT)).isPositive();
		assertIdle(orders.context().getBean(HardenedContext.class));
	}

	private static <P extends RawPeer> void comeAndGo(P peer, Consumer<P> attack) {
		try (peer) {
			attack.accept(peer);
		}
		catch (UncheckedIOException ex) {
			// It is refused, which is what is wanted.
			return;
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void assertIdle(HardenedContext context) {
		await().until(() -> {
			long before = cpuTime(context);
			long start = System.nanoTime();
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			return cpuTime(context) - before < (System.nanoTime() - start) / 5;
		});
	}

	private static long cpuTime(HardenedContext context) {
		return context.getIoThreads()
			.stream()
			.mapToLong((each) -> ManagementFactory.getThreadMXBean().getThreadCpuTime(each.thread().getId()))
			.sum();
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer("127.0.1.8", orders.port(), orders.listed(), orders.serverKey());
	}

}
