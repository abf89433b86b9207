// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UsedHeap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks on the memory of a server, by peers that were let in. While they go on a
 * legitimate pair loses nothing; afterwards the memory is back.
 */
class MemoryAttackTests {

	private static final int LARGE = 900_000;

	private static final long TOTAL = MemorySiege.TOTAL;

	/** Each has some copies of its message in this same JVM. */
	private static final int SENDERS = 10;

	@Test
	@Tag("long")
	void echoesThatAreNeverRead() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, SENDERS, (peer) -> {
				for (int i = 0; i < 10; i++) {
					peer.message(false, new byte[LARGE]);
				}
			})) {
				await().until(() -> peerFull(orders) > 20);
				assertThat(MemorySiege.budget(orders).getHeld()).isLessThan(TOTAL);
				assertThat(attackers.peers()).hasSize(SENDERS);
			}
		});
	}

	@Test
	void framesThatAreAnnouncedAndNeverSent() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, 235, (peer) -> {
				peer.announce(2, LARGE);
				peer.send(new byte[9]);
			})) {
				await().until(attackers::areDone);
				MemorySiege.exchangeLarge(orders);
				assertThat(MemorySiege.budget(orders).getHeld()).isLessThan(TOTAL / 4 + LARGE);
			}
		});
	}

	@Test
	void framesThatEndHalfWay() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, 40, (peer) -> {
				peer.announce(2, LARGE);
				peer.send(new byte[LARGE - 10_000]);
			})) {
				await().until(() -> MemorySiege.budget(orders).getHeld() > TOTAL / 10);
				MemorySiege.exchangeLarge(orders);
				assertThat(MemorySiege.budget(orders).getHeld()).isLessThan(TOTAL / 2);
				assertThat(attackers.peers()).hasSize(40);
			}
		});
	}

	@Test
	void largeMessagesOfConnectionsThatAreIdleAfterwards() {
		try (OrderService orders = OrderService.start("zmq.secure.limits.max-connections-per-peer=100")) {
			AtomicInteger handled = new AtomicInteger();
			orders.orders().setHandler((message) -> handled.incrementAndGet());
			List<CurvePeer> peers = new ArrayList<>();
			try {
				long before = UsedHeap.afterCollection();
				for (int i = 1; i <= 16; i++) {
					CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
					peers.add(peer);
					peer.handshake(Map.of()).message(false, new byte[LARGE]);
					int sent = i;
					await().until(() -> handled.get() == sent);
				}
				await().untilAsserted(() -> assertThat(UsedHeap.afterCollection() - before).isLessThan(6L * LARGE));
			}
			finally {
				peers.forEach(CurvePeer::close);
			}
		}
	}

	@Test
	@Tag("long")
	void messagesThatComeFasterThanTheyAreHandled() {
		MemorySiege.withstand((orders) -> {
			ManagedSocket socket = orders.orders();
			socket.getInbound().hold(this);
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, 20, (peer) -> {
				for (int i = 0; i < 10; i++) {
					peer.message(false, new byte[LARGE]);
				}
			})) {
				await().until(() -> MemorySiege.budget(orders).getHeld() > TOTAL / 10);
				await().during(Duration.ofSeconds(1)).until(() -> MemorySiege.budget(orders).getHeld() < TOTAL / 2);
				socket.getInbound().release(this);
				await().until(attackers::areDone);
			}
		});
	}

	@Test
	@Tag("long")
	void subscribersThatNeverRead() {
		Pair pair = new Pair("pub", "sub");
		CurveKeyPair honest = CurveKeyPair.generate();
		pair.serverRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=" + TOTAL + "B",
					"zmq.secure.limits.max-connections-per-peer=1000",
					"zmq.secure.limits.max-pending-handshakes-per-address=1000",
					"zmq.secure.peers.honest.public-key=" + honest.publicKey().toZ85(),
					"zmq.secure.sockets.server.clients=client,honest")
			.run((context) -> {
				ManagedSocket publisher = TestSockets.socket(context, "server");
				MemoryBudget memory = context.getBean(MemoryBudget.class);
				List<CurvePeer> stuck = new ArrayList<>();
				for (int i = 0; i < 60; i++) {
					stuck.add(subscriber(pair, pair.clientKey()));
				}
				try (CurvePeer reader = subscriber(pair, honest)) {
					AtomicInteger read = new AtomicInteger();
					Thread thread = new Thread(() -> {
						while (read.get() < 40) {
							reader.frame();
							read.incrementAndGet();
						}
					});
					thread.setDaemon(true);
					thread.start();
					reader.timeout(180_000);
					await().atMost(Duration.ofMinutes(3)).until(() -> {
						publish(publisher);
						assertThat(memory.getHeld()).isLessThan(TOTAL / 2 + 2 * LARGE);
						return read.get() >= 40;
					});
				}
				stuck.forEach(CurvePeer::close);
				await().untilAsserted(() -> assertThat(memory.getHeld()).isBetween(0L, 20_000L));
			});
	}

	@Test
	void serverThatSendsFasterThanItsClientHandles() {
		Pair pair = new Pair("pub", "sub");
		pair.runServer((server) -> pair.clientRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=" + TOTAL + "B")
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				MemoryBudget memory = context.getBean(MemoryBudget.class);
				AtomicInteger received = new AtomicInteger();
				client.subscribe("");
				client.setHandler((message) -> received.incrementAndGet());
				await().until(() -> {
					server.socket().send(ZmqMessage.of(new byte[1]));
					return received.get() > 0;
				});
				client.getInbound().hold(this);
				for (int i = 0; i < 100; i++) {
					publish(server.socket());
				}
				await().until(() -> memory.getHeld() > LARGE / 3);
				await().during(Duration.ofSeconds(1)).until(() -> memory.getHeld() < TOTAL / 4);
				int before = received.get();
				client.getInbound().release(this);
				// With little memory the publisher has dropped most of them.
				await().until(() -> {
					publish(server.socket());
					return received.get() >= before + 20;
				});
				await().untilAsserted(() -> assertThat(memory.getHeld()).isBetween(0L, 20_000L));
			}));
	}

	/**
	 * A publisher waits while subscribers that don't read hold all memory for sending.
	 */
	@Test
	@Tag("long")
	void aPublisherThatIsFasterThanItsSubscribersCostsNoneOfThemItsConnection() {
		Pair pair = new Pair("pub", "sub").server("overflow=block");
		pair.serverRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=" + TOTAL / 4 + "B")
			.run((context) -> {
				ManagedSocket publisher = TestSockets.socket(context, "server");
				List<CurvePeer> readers = new ArrayList<>();
				AtomicInteger read = new AtomicInteger();
				for (int i = 0; i < 8; i++) {
					CurvePeer reader = subscriber(pair, pair.clientKey());
					readers.add(reader);
					Thread thread = new Thread(() -> {
						while (reader.frame().length > LARGE / 3) {
							read.incrementAndGet();
						}
					});
					thread.setDaemon(true);
					thread.start();
				}
				await().atMost(Duration.ofMinutes(2)).until(() -> {
					publish(publisher);
					return read.get() >= 400;
				});
				assertThat(publisher.getConnections().getConnectionCount()).isEqualTo(8);
				readers.forEach(CurvePeer::close);
			});
	}

	private static void publish(ManagedSocket publisher) {
		try {
			publisher.send(ZmqMessage.of(new byte[LARGE / 3]));
		}
		catch (QueueFullException ex) {
			return;
		}
	}

	private static CurvePeer subscriber(Pair pair, CurveKeyPair key) {
		CurvePeer peer = new CurvePeer(pair.port(), key, pair.serverKey().publicKey());
		peer.handshake(Map.of("Socket-Type", "SUB"));
		peer.message(false, new byte[] { 1 });
		return peer;
	}

	private static long peerFull(OrderService orders) {
		return orders.orders().getStatistics().getDropped(DropReason.PEER_FULL);
	}

}
