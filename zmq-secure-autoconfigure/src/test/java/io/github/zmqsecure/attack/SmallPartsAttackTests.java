// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PriceFeed;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks on the memory of a server by peers that were let in, and of whose many frames
 * and messages each is small.
 */
class SmallPartsAttackTests {

	private static final String TOTAL = "zmq.secure.limits.max-total-bytes=4MB";

	/** The largest frame that a connection is not asked about. */
	private static final int SMALL_FRAME = 1024;

	/** With what counts beside its bytes still below 4 KiB. */
	private static final int SMALL_MESSAGE = 3900;

	/** What a connection may hold before the account is told of it. */
	private static final int UNTOLD = 4096;

	/** Of the kernel, so that the server soon keeps what is not read. */
	private static final int RECEIVE_BUFFER = 4096;

	private static final int CONNECTIONS = 40;

	private static final int PEERS = 8;

	@Test
	void smallFramesOfMessagesThatNeverEnd() {
		MemorySiege.withstand((orders) -> {
			ByteAccount receiving = account(orders, Stage.RECEIVING);
			try (PeakBytes peak = new PeakBytes(receiving);
					MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, CONNECTIONS, (peer) -> {
						for (int i = 0; i < 200; i++) {
							peer.message(true, new byte[SMALL_FRAME - 50]);
						}
					})) {
				await().until(() -> receiving.getHeld() > receiving.getLimit() / 2 - UNTOLD);
				assertThat(attackers.peers()).hasSize(CONNECTIONS);
				MemorySiege.exchange(orders, "gateway", orders.port(), 100_000);
				assertThat(peak.highest()).isBetween(receiving.getLimit() / 4,
						receiving.getLimit() + CONNECTIONS * SMALL_FRAME);
			}
		}, TOTAL);
	}

	/**
	 * While there is no room for all of it, one message is received at a time. That of
	 * another peer comes before the rest of those that never end.
	 */
	@Test
	@Tag("long")
	void smallFramesKeepNoLargeMessageFromBeingReceived() {
		MemorySiege.withstand((orders) -> {
			ByteAccount receiving = account(orders, Stage.RECEIVING);
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, CONNECTIONS, (peer) -> {
				for (int i = 0; i < 200; i++) {
					peer.message(true, new byte[SMALL_FRAME - 50]);
				}
			})) {
				await().until(() -> receiving.getHeld() > receiving.getLimit() / 2 - UNTOLD);
				assertThat(attackers.peers()).hasSize(CONNECTIONS);
				MemorySiege.exchangeLarge(orders, "large");
			}
		}, TOTAL, "zmq.secure.keys.large.ephemeral=true", "zmq.secure.sockets.orders.clients=gateway,listed,large");
	}

	/**
	 * Each subscriber holds messages that those who came before it have no room for.
	 */
	@ParameterizedTest
	@Tag("long")
	@ValueSource(strings = { "pub", "xpub" })
	void smallMessagesForSubscribersThatNeverRead(String type) {
		PriceFeed.run(type, (feed) -> {
			ByteAccount sending = feed.context().getBean(MemoryBudget.class).getAccount(Stage.SENDING);
			List<CurvePeer> stuck = new ArrayList<>();
			try (PeakBytes peak = new PeakBytes(sending)) {
				for (int i = 0; i < 4; i++) {
					CurvePeer peer = new CurvePeer(Siege.address(i), feed.port(), feed.listed(), feed.serverKey(),
							RECEIVE_BUFFER);
					stuck.add(peer);
					peer.handshake(Map.of("Socket-Type", "SUB"));
					peer.message(false, PriceFeed.subscription("EUR"));
					await().until(() -> !publish(feed, 1) || peer.available() > 0);
					int published = 0;
					int refused = 0;
					while (published < 3000 && refused < 5) {
						if (publish(feed, SMALL_MESSAGE)) {
							published++;
							refused = 0;
						}
						else {
							refused++;
						}
					}
				}
				await().ignoreExceptionsInstanceOf(QueueFullException.class).until(() -> {
					feed.deliver();
					return true;
				});
				assertThat(peak.highest()).as("and a copy for each connection")
					.isBetween(sending.getLimit() / 4, sending.getLimit() + 5 * UNTOLD);
			}
			finally {
				stuck.forEach(CurvePeer::close);
			}
			await().untilAsserted(() -> assertThat(sending.getHeld()).isBetween(0L, 20_000L));
		}, TOTAL, "zmq.secure.limits.max-bytes-per-peer=1MB", "zmq.secure.limits.max-bytes-per-connection=1MB",
				"zmq.secure.sockets.prices.queue-capacity=1", "zmq.secure.sockets.prices.overflow=block",
				"zmq.secure.sockets.prices.options.snd-timeo=300ms");
	}

	/**
	 * The kernel takes some megabytes for each connection before anything waits.
	 */
	@ParameterizedTest
	@Tag("long")
	@ValueSource(strings = { "listed", "any" })
	void smallMessagesForPeersThatNeverRead(String clients) {
		int port = Ports.free();
		MemorySiege.withstand((orders) -> {
			ManagedSocket socket = TestSockets.socket(orders.context(), "open");
			Queue<byte[]> ids = new ConcurrentLinkedQueue<>();
			socket.setHandler((message) -> ids.add(message.frame(0)));
			ByteAccount sending = account(orders, Stage.SENDING);
			List<CurvePeer> peers = new ArrayList<>();
			try (PeakBytes peak = new PeakBytes(sending)) {
				for (int i = 0; i < PEERS; i++) {
					CurveKeyPair key = (clients.equals("any")) ? CurveKeyPair.generate() : orders.listed();
					CurvePeer peer = new CurvePeer(Siege.address(i), port, key, orders.serverKey(), RECEIVE_BUFFER);
					peers.add(peer);
					peer.handshake(Map.of()).message("hello");
				}
				await().until(() -> ids.size() == PEERS);
				await().until(() -> !areTaken(socket, ids));
				assertThat(peak.highest()).isBetween(sending.getLimit() / 8, sending.getLimit() + 2 * UNTOLD);
				orders.exchange();
			}
			finally {
				peers.forEach(CurvePeer::close);
			}
		}, "zmq.secure.limits.max-total-bytes=1MB", "zmq.secure.sockets.open.type=router",
				"zmq.secure.sockets.open.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.open.key=orders-service",
				"zmq.secure.sockets.open.clients=" + clients);
	}

	/**
	 * Send some messages to each peer, and return whether any of them was taken.
	 */
	private static boolean areTaken(ManagedSocket socket, Queue<byte[]> ids) {
		long before = socket.getStatistics().getSent();
		for (int i = 0; i < 20; i++) {
			for (byte[] id : ids) {
				socket.send(ZmqMessage.of(id, new byte[SMALL_MESSAGE]));
			}
		}
		await().until(() -> socket.getGauges().getQueueDepth() == 0);
		return socket.getStatistics().getSent() > before;
	}

	private static boolean publish(PriceFeed feed, int bytes) {
		try {
			feed.prices().send(ZmqMessage.of("EURUSD".getBytes(StandardCharsets.US_ASCII), new byte[bytes]));
			return true;
		}
		catch (QueueFullException ex) {
			return false;
		}
	}

	private static ByteAccount account(OrderService orders, Stage stage) {
		return MemorySiege.budget(orders).getAccount(stage);
	}

}
