// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PriceFeed;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks by one that makes a key for each of its connections, where any client may come
 * in, so that each is a peer of its own. Those whose keys have names are served, on the
 * same sockets and on others.
 */
class ManyKeysAttackTests {

	private static final long SUBSCRIPTION_BYTES = 1 << 20;

	/** Of a topic of the attacker, about. */
	private static final int TOPIC_BYTES = 2100;

	private static final int LARGE = 900_000;

	private static final int KEYS = 40;

	private static final int IDS_OF_PEER = 128;

	private final int open = Ports.free();

	private final int feed = Ports.free();

	private final int prices = Ports.free();

	@Test
	void topicsThatLeaveNoRoomForOthers() {
		MemorySiege.withstand((orders) -> {
			try (Peers attackers = new Peers()) {
				Random random = new Random(1);
				double share = SUBSCRIPTION_BYTES / 4;
				while (share > TOPIC_BYTES) {
					CurvePeer peer = attackers.connect(orders, this.feed, "SUB");
					for (int held = TOPIC_BYTES; held < share; held += TOPIC_BYTES) {
						byte[] topic = new byte[20];
						random.nextBytes(topic);
						topic[0] = 1;
						peer.message(false, topic);
					}
					share *= (isServed(peer)) ? 1 : 0.7;
				}
				assertSubscribes(orders, this.prices, "prices");
				assertSubscribes(orders, this.feed, "feed");
			}
		}, properties());
	}

	@Test
	void messagesThatNeverEnd() {
		MemorySiege.withstand((orders) -> {
			try (Peers attackers = new Peers()) {
				for (int i = 0; i < KEYS; i++) {
					attackers.connect(orders, this.open, "DEALER");
				}
				attackers.start((peer) -> {
					peer.message(true, new byte[LARGE]);
					while (!Thread.interrupted()) {
						peer.message(true, new byte[10]);
						LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
					}
				});
				await().until(() -> MemorySiege.budget(orders).getHeld() > 2 * LARGE);
				assertExchanges(orders);
			}
		}, properties());
	}

	@Test
	@Tag("long")
	void routingIdsThatLeaveNoRoomForOthers() {
		MemorySiege.withstand((orders) -> {
			List<CurveKeyPair> keys = Stream.generate(CurveKeyPair::generate).limit(17).toList();
			Siege.swarm(keys.size() * IDS_OF_PEER,
					(index) -> claim(orders, keys.get(index / IDS_OF_PEER), "id-" + index));
			SocketConnections connections = TestSockets.socket(orders.context(), "open").getConnections();
			await().until(() -> connections.getConnectionCount() == 0);
			// An id is free once the socket has heard of the end of its connection, and
			// forgotten when another is new.
			AtomicInteger more = new AtomicInteger();
			await().untilAsserted(() -> {
				claim(orders, keys.get(0), "more-" + more.incrementAndGet());
				assertThat(connections.getRoutingIds().getCount()).isBetween(1000, 2049);
			});
		}, properties());
	}

	private void claim(OrderService orders, CurveKeyPair key, String identity) {
		try (CurvePeer peer = new CurvePeer(this.open, key, orders.serverKey())) {
			peer.handshake(Map.of("Identity", identity));
		}
	}

	private String[] properties() {
		List<String> properties = new ArrayList<>(List.of("zmq.secure.limits.max-subscription-bytes=1MB"));
		add(properties, "open", "router", this.open, "any");
		add(properties, "feed", "pub", this.feed, "any");
		add(properties, "prices", "pub", this.prices, "gateway");
		return properties.toArray(String[]::new);
	}

	private static void add(List<String> properties, String socket, String type, int port, String clients) {
		String prefix = "zmq.secure.sockets." + socket + ".";
		properties.addAll(List.of(prefix + "type=" + type, prefix + "bind=tcp://127.0.0.1:" + port,
				prefix + "key=orders-service", prefix + "clients=" + clients));
	}

	/**
	 * Whether it was not cut off for what it sent.
	 */
	private static boolean isServed(CurvePeer peer) {
		peer.sealed(2, "\4PING\0\0".getBytes(StandardCharsets.US_ASCII));
		try {
			peer.frame();
			return true;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	private static void assertExchanges(OrderService orders) {
		try (CurvePeer peer = new CurvePeer(orders.port(), gateway(orders), orders.serverKey())) {
			peer.handshake(Map.of());
			long start = System.nanoTime();
			for (int i = 0; i < 20; i++) {
				peer.message(false, new byte[LARGE / 4]);
				peer.frame();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
		}
	}

	private static CurveKeyPair gateway(OrderService orders) {
		return orders.context().getBean(CurveKeys.class).getKeyPair("gateway");
	}

	private static void assertSubscribes(OrderService orders, int port, String socket) {
		ManagedSocket publisher = TestSockets.socket(orders.context(), socket);
		try (CurvePeer peer = new CurvePeer(port, gateway(orders), orders.serverKey())) {
			peer.handshake(Map.of("Socket-Type", "SUB"));
			for (int i = 0; i < 100; i++) {
				peer.message(false, PriceFeed.subscription("topic-" + i));
			}
			await().until(() -> {
				publisher.send(ZmqMessage.of("topic-99"));
				return peer.receives("topic-99");
			});
		}
	}

	/**
	 * Peers with a key each, from many addresses.
	 */
	private static final class Peers implements AutoCloseable {

		private final List<CurvePeer> peers = new ArrayList<>();

		private final List<Thread> threads = new ArrayList<>();

		CurvePeer connect(OrderService orders, int port, String type) {
			CurvePeer peer = new CurvePeer(Siege.address(this.peers.size()), port, CurveKeyPair.generate(),
					orders.serverKey());
			this.peers.add(peer);
			return peer.handshake(Map.of("Socket-Type", type));
		}

		void start(Attack attack) {
			for (CurvePeer peer : this.peers) {
				Thread thread = new Thread(() -> {
					try {
						attack.run(peer);
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				});
				thread.setDaemon(true);
				thread.start();
				this.threads.add(thread);
			}
		}

		@Override
		public void close() {
			this.threads.forEach(Thread::interrupt);
			this.peers.forEach(CurvePeer::close);
		}

	}

	/**
	 * What each of them does.
	 */
	@FunctionalInterface
	private interface Attack {

		void run(CurvePeer peer) throws InterruptedException;

	}

}
