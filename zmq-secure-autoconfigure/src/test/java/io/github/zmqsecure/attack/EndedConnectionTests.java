// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.DisconnectReason;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UsedHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zmq.io.StreamEngine;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a connection that has ended, and of which much is left that was to be sent,
 * since its socket has not read what its peer sent.
 */
class EndedConnectionTests {

	private static final String TOTAL = "zmq.secure.limits.max-total-bytes=16MB";

	/** So small that nearly all of them wait in the pipe of the connection that ends. */
	private static final int SMALL = 50_000;

	private static final int LARGE = 900_000;

	/** So few that the next connection looks for none that have ended. */
	private static final int ENDED = 40;

	/** What the operating system takes for a peer that reads nothing. */
	private static final int LITTLE = 16_384;

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final Map<String, CurveKeyPair> keys = Map.of("a", CurveKeyPair.generate(), "b", CurveKeyPair.generate(),
			"c", CurveKeyPair.generate(), "d", CurveKeyPair.generate(), "e", CurveKeyPair.generate());

	private final int one = Ports.free();

	private final int two = Ports.free();

	@Test
	void leavesItsRoomToOthers() {
		TestSockets.runner()
			.withPropertyValues(TOTAL, TestSockets.key("server", this.server))
			.withPropertyValues(this.keys.entrySet()
				.stream()
				.map((each) -> TestSockets.peer(each.getKey(), each.getValue()))
				.toArray(String[]::new))
			.withPropertyValues(router("one", this.one, "a"))
			.withPropertyValues(router("two", this.two, "b,c,d,e"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				List<CurvePeer> peers = new ArrayList<>();
				try {
					test(context, peers);
				}
				finally {
					peers.forEach(CurvePeer::close);
				}
			});
	}

	private void test(ApplicationContext context, List<CurvePeer> peers) {
		ManagedSocket one = TestSockets.socket(context, "one");
		ManagedSocket two = TestSockets.socket(context, "two");
		ByteAccount sending = TwoSockets.account(context, Stage.SENDING);
		Stream.of("a", "b", "d", "e", "c").forEach((name) -> peers.add(connect(name)));
		await().until(
				() -> one.getConnections().getConnectionCount() == 1 && two.getConnections().getConnectionCount() == 4);
		CurvePeer ending = peers.get(0);
		for (int i = 0; i < 10; i++) {
			ending.message("unread");
		}
		await().until(() -> PipeDepths.inbound(one) > 0);
		fill(one, "a", SMALL, sending);
		fill(two, "b", LARGE, sending);
		fill(two, "d", LARGE, sending);
		fill(two, "e", LARGE, sending);
		assertThat(sending.getFree()).isLessThan(LARGE);
		ending.close();
		await().until(() -> one.getConnections().getConnectionCount() == 0);
		await().until(() -> sending.getFree() > LARGE);
		assertThat(PipeDepths.inbound(one)).isPositive();
		two.send(message("c", LARGE));
		assertThat(peers.get(4).opened()).hasSize(LARGE);
		assertThat(two.getConnections().getStatistics().getCut(DisconnectReason.LIMIT)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "pull, PUSH", "router, DEALER" })
	void isForgottenOnceItWasRead(String type, String peerType) {
		Pair pair = new Pair(type, "dealer");
		pair.serverRunner().run((context) -> {
			assertThat(context).hasNotFailed();
			long before = UsedHeap.objectsOf(StreamEngine.class);
			ManagedSocket socket = TestSockets.socket(context, "server");
			socket.getInbound().hold(this);
			socket.setHandler((message) -> message.frames());
			for (int i = 0; i < ENDED; i++) {
				try (CurvePeer peer = pair.peer()) {
					peer.handshake(Map.of("Socket-Type", peerType)).message("unread");
				}
			}
			await()
				.until(() -> socket.getConnections().getConnectionCount() == 0 && PipeDepths.inbound(socket) == ENDED);
			socket.getInbound().release(this);
			await().until(() -> socket.getStatistics().getReceived() == ENDED);
			await().untilAsserted(() -> assertThat(UsedHeap.objectsOf(StreamEngine.class)).isLessThanOrEqualTo(before));
		});
	}

	/**
	 * Send to a peer that reads nothing until neither the network nor its connection
	 * takes more.
	 */
	private static void fill(ManagedSocket socket, String peer, int size, ByteAccount sending) {
		long before = sending.getHeld();
		await().pollInterval(Duration.ofMillis(10)).during(Duration.ofSeconds(1)).until(() -> {
			long refused = socket.getStatistics().getDropped(DropReason.PEER_FULL);
			socket.send(message(peer, size));
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> socket.getGauges().getQueueDepth() == 0);
			return sending.getHeld() - before >= LARGE
					&& socket.getStatistics().getDropped(DropReason.PEER_FULL) > refused;
		});
	}

	private CurvePeer connect(String name) {
		CurvePeer peer = new CurvePeer("127.0.0.1", (name.equals("a")) ? this.one : this.two, this.keys.get(name),
				this.server.publicKey(), LITTLE);
		return peer.handshake(Map.of("Identity", name));
	}

	private static String[] router(String name, int port, String clients) {
		String prefix = "zmq.secure.sockets." + name + ".";
		return new String[] { prefix + "type=router", prefix + "bind=tcp://127.0.0.1:" + port, prefix + "key=server",
				prefix + "clients=" + clients };
	}

	private static ZmqMessage message(String peer, int size) {
		return ZmqMessage.of(peer.getBytes(StandardCharsets.UTF_8), new byte[size]);
	}

}
