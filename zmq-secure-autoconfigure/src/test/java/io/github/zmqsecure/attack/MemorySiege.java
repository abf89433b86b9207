// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.support.Courier;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.thread.GuardedThreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with little room for messages, whose clients that were let in attack it.
 */
final class MemorySiege {

	static final long TOTAL = 16 * 1024 * 1024;

	private static final int LARGE = 900_000;

	private MemorySiege() {
	}

	/**
	 * Attack, and check that a legitimate pair lost nothing, that all guards are alive,
	 * that the memory is back, and that a newcomer is served.
	 */
	static void withstand(Consumer<OrderService> attack, String... properties) {
		try (OrderService orders = start(properties)) {
			ManagedSocket socket = orders.orders();
			socket.setHandler((message) -> socket.send(new ZmqMessage(message.frames(), null)));
			orders.exchange();
			Courier courier = orders.courier();
			attack.accept(orders);
			courier.close();
			orders.exchange();
			assertThat(orders.context().getBean(GuardedThreads.class).getStates()).isNotEmpty()
				.allSatisfy((name, state) -> assertThat(state).as(name).isEqualTo("running"));
			orders.awaitUp();
			await().untilAsserted(() -> assertThat(budget(orders).getHeld()).isBetween(0L, 20_000L));
			try (CurvePeer newcomer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				newcomer.handshake(Map.of()).message("newcomer");
				newcomer.frame();
			}
			orders.exchange();
		}
	}

	private static OrderService start(String... properties) {
		List<String> all = new ArrayList<>(List.of("zmq.secure.limits.max-total-bytes=" + TOTAL + "B",
				"zmq.secure.limits.max-connections-per-peer=1000", "zmq.secure.limits.max-pending-handshakes=1000",
				"zmq.secure.limits.max-pending-handshakes-per-address=1000"));
		all.addAll(List.of(properties));
		return OrderService.start(all.toArray(String[]::new));
	}

	/**
	 * Exchange large messages as the legitimate client.
	 */
	static void exchangeLarge(OrderService orders) {
		exchangeLarge(orders, "gateway");
	}

	/**
	 * Exchange large messages as a client of some name.
	 */
	static void exchangeLarge(OrderService orders, String client) {
		exchange(orders, client, orders.port(), LARGE);
	}

	/**
	 * Exchange messages of some size as a client of some name.
	 */
	static void exchange(OrderService orders, String client, int port, int size) {
		CurveKeyPair keyPair = orders.context().getBean(CurveKeys.class).getKeyPair(client);
		try (CurvePeer peer = new CurvePeer(port, keyPair, orders.serverKey())) {
			peer.timeout(120_000);
			peer.handshake(Map.of());
			for (int i = 0; i < 5; i++) {
				peer.message(false, new byte[size]);
				assertThat(peer.frame().length).isGreaterThan(size);
			}
		}
	}

	static MemoryBudget budget(OrderService orders) {
		return orders.context().getBean(MemoryBudget.class);
	}

	/**
	 * Clients that were let in and do the same, each on a thread of its own since it may
	 * be held up.
	 */
	static final class Attackers implements AutoCloseable {

		private final List<CurvePeer> peers = new ArrayList<>();

		private final List<Thread> threads = new ArrayList<>();

		private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

		Attackers(OrderService orders, int count, Consumer<CurvePeer> attack) {
			for (int i = 0; i < count; i++) {
				CurvePeer peer = new CurvePeer("127.0.1." + (1 + i % 16), orders.port(), orders.listed(),
						orders.serverKey());
				this.peers.add(peer);
				Thread thread = new Thread(() -> {
					try {
						attack.accept(peer.handshake(Map.of()));
					}
					catch (UncheckedIOException ex) {
						// It was cut off, or is closed.
						return;
					}
				});
				thread.setUncaughtExceptionHandler((failed, error) -> this.errors.add(error));
				thread.setDaemon(true);
				thread.start();
				this.threads.add(thread);
			}
		}

		List<CurvePeer> peers() {
			return this.peers;
		}

		boolean areDone() {
			return this.threads.stream().noneMatch(Thread::isAlive);
		}

		@Override
		public void close() {
			this.peers.forEach(CurvePeer::close);
			assertThat(this.errors).isEmpty();
		}

	}

}
