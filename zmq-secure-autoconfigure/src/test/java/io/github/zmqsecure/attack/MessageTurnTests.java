/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the turns in which messages are received while there is no room: no peer keeps
 * one without getting on, or goes without it, and none is cut for what is not its fault.
 */
@Timeout(120)
class MessageTurnTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String TOTAL = "zmq.secure.limits.max-total-bytes=4MB";

	private static final int CONNECTIONS = 40;

	private static final int PEERS = 8;

	/** Of a message, which fits for all peers and not for one more. */
	private static final int LARGE = 120_000;

	/** Of a message of two frames, which fits for all peers and one more. */
	private static final int HALF = 110_000;

	private static final int SMALL = 2000;

	/** What a frame counts beside its bytes. */
	private static final int OVERHEAD = 128;

	private final int heldPort = Ports.free();

	private final int otherPort = Ports.free();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair attacker = CurveKeyPair.generate();

	private final CurveKeyPair single = CurveKeyPair.generate();

	private final List<CurveKeyPair> keys = Stream.generate(CurveKeyPair::generate).limit(PEERS).toList();

	private final List<CurvePeer> peers = new ArrayList<>();

	private final AtomicInteger receivedHeld = new AtomicInteger();

	private final AtomicInteger received = new AtomicInteger();

	@Test
	void aCommandBetweenFramesGivesNoTurnBack() {
		MemorySiege.withstand((orders) -> {
			ByteAccount receiving = MemorySiege.budget(orders).getAccount(Stage.RECEIVING);
			byte[] ping = "\4PING\0\0".getBytes(StandardCharsets.US_ASCII);
			try (PeakBytes peak = new PeakBytes(receiving);
					MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, CONNECTIONS, (peer) -> {
						peer.message(true, new byte[LARGE]);
						peer.sealed(2, ping);
					})) {
				await().atMost(PATIENCE).until(() -> receiving.getHeld() > receiving.getLimit() / 3);
				assertThat(attackers.peers()).hasSize(CONNECTIONS);
				MemorySiege.exchange(orders, "gateway", orders.port(), LARGE);
				assertThat(peak.highest()).isBetween(receiving.getLimit() / 3,
						receiving.getLimit() + LARGE + OVERHEAD + 1024);
			}
		}, TOTAL);
	}

	/**
	 * The attacker announces a frame while another connection of it has the turn to
	 * finish, and waits for that turn itself since a third one holds what it may.
	 */
	@Test
	void aHeaderWithoutAFrameKeepsNoTurnToFinish() {
		run("single", many() + ",attacker", (context) -> {
			ByteAccount arriving = account(context, Stage.RECEIVING);
			List<CurvePeer> honest = this.keys.stream().map((key) -> connect(this.otherPort, key)).toList();
			CurvePeer holding = connect(this.otherPort, this.attacker);
			CurvePeer finishing = connect(this.otherPort, this.attacker);
			CurvePeer announcing = connect(this.otherPort, this.attacker);
			byte[] frame = frame(finishing.seal(0, new byte[LARGE]));
			List<byte[]> begin = honest.stream().map((peer) -> frame(peer.seal(1, new byte[HALF]))).toList();
			List<byte[]> end = honest.stream().map((peer) -> frame(peer.seal(0, new byte[HALF]))).toList();
			sendEach(honest, begin);
			int half = PEERS * (HALF + OVERHEAD);
			await().atMost(PATIENCE).until(() -> arriving.getHeld() == half);
			holding.message(true, new byte[HALF]);
			await().atMost(PATIENCE).until(() -> arriving.getHeld() == half + HALF + OVERHEAD);
			finishing.send(Arrays.copyOf(frame, LARGE / 2));
			await().atMost(PATIENCE).until(() -> arriving.getHeld() > arriving.getLimit());
			announcing.announce(2, LARGE);
			awaitRead();
			finishing.send(Arrays.copyOfRange(frame, LARGE / 2, frame.length));
			await().atMost(PATIENCE).until(() -> this.received.get() == 1);
			sendEach(honest, end);
			await().atMost(PATIENCE).until(() -> this.received.get() == 1 + PEERS);
		});
	}

	/**
	 * The same with the turn of a socket that is idle, while another holds all that there
	 * is.
	 */
	@Test
	void aHeaderWithoutAFrameKeepsNoTurnOfAnIdleSocket() {
		run(many(), "single,attacker", (context) -> {
			ByteAccount arriving = account(context, Stage.RECEIVING);
			fillHeld(context, 1);
			CurvePeer honest = connect(this.otherPort, this.single);
			CurvePeer receiving = connect(this.otherPort, this.attacker);
			CurvePeer announcing = connect(this.otherPort, this.attacker);
			byte[] frame = frame(receiving.seal(0, new byte[LARGE]));
			receiving.send(Arrays.copyOf(frame, LARGE / 2));
			await().atMost(PATIENCE).until(() -> arriving.getHeld() >= LARGE);
			announcing.announce(2, LARGE);
			awaitRead();
			receiving.send(Arrays.copyOfRange(frame, LARGE / 2, frame.length));
			await().atMost(PATIENCE).until(() -> this.received.get() == 1);
			List<byte[]> sealed = Stream.generate(() -> frame(honest.seal(0, new byte[LARGE]))).limit(5).toList();
			start(() -> sealed.forEach(honest::send));
			await().atMost(PATIENCE).until(() -> this.received.get() == 1 + 5);
			release(context, "held");
			await().atMost(PATIENCE).until(() -> this.receivedHeld.get() == PEERS);
		});
	}

	/**
	 * Whoever does not get on is cut, which shows that it was time for that.
	 */
	@Test
	@Tag("long")
	void whoeverWaitsAtTheHighWaterMarkIsNotCut() {
		run(many(), "single,attacker", (context) -> {
			ByteAccount arriving = account(context, Stage.RECEIVING);
			TestSockets.socket(context, "other").getInbound().hold(this);
			CurvePeer waiting = connect(this.otherPort, this.single);
			for (int i = 0; i < 5; i++) {
				waiting.message(false, new byte[SMALL]);
			}
			await().atMost(PATIENCE).until(() -> arriving.getHeld() > 0);
			fillHeld(context, 2);
			CurvePeer stalled = connect(this.otherPort, this.attacker);
			stalled.timeout(30_000);
			stalled.message(true, new byte[SMALL]);
			stalled.awaitClose();
			release(context, "other");
			await().atMost(PATIENCE).until(() -> this.received.get() == 5);
			release(context, "held");
			await().atMost(PATIENCE).until(() -> this.receivedHeld.get() == 2 * PEERS);
		}, "zmq.secure.sockets.other.options.rcv-hwm=2");
	}

	@Test
	@Tag("long")
	void whoeverSendsSteadilyIsNotCutForWhoWaitsForItsOwnSocket() {
		run("single", many(), (context) -> {
			CurvePeer waiting = connect(this.heldPort, this.single);
			List<byte[]> sealed = Stream.generate(() -> frame(waiting.seal(0, new byte[LARGE]))).limit(5).toList();
			start(() -> sealed.forEach(waiting::send));
			await().atMost(PATIENCE).until(() -> account(context, Stage.RECEIVED).getHeld() == 2 * (LARGE + OVERHEAD));
			CurvePeer steady = connect(this.otherPort, this.keys.get(0));
			ByteBuffer frame = ByteBuffer.wrap(frame(steady.seal(0, new byte[LARGE])));
			await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).until(() -> {
				byte[] piece = new byte[Math.min(LARGE / 28, frame.remaining())];
				frame.get(piece);
				steady.send(piece);
				return !frame.hasRemaining();
			});
			await().atMost(PATIENCE).until(() -> this.received.get() == 1);
			assertThat(this.receivedHeld).hasValue(0);
			release(context, "held");
			await().atMost(PATIENCE).until(() -> this.receivedHeld.get() == 5);
		});
	}

	/**
	 * Have each peer send so many messages, of which not even all of the first leave room
	 * for one more.
	 */
	private void fillHeld(ApplicationContext context, int messages) {
		for (CurveKeyPair key : this.keys) {
			CurvePeer peer = connect(this.heldPort, key);
			List<byte[]> sealed = Stream.generate(() -> frame(peer.seal(0, new byte[LARGE]))).limit(messages).toList();
			start(() -> sealed.forEach(peer::send));
		}
		ByteAccount waiting = account(context, Stage.RECEIVED);
		await().atMost(PATIENCE).until(() -> waiting.getHeld() > waiting.getLimit() - LARGE);
	}

	/**
	 * Wait until what was sent has been read: somebody else's handshake comes after that.
	 */
	private void awaitRead() {
		for (int i = 0; i < 2; i++) {
			connect(this.otherPort, this.attacker);
		}
	}

	private static void sendEach(List<CurvePeer> peers, List<byte[]> bytes) {
		for (int i = 0; i < peers.size(); i++) {
			CurvePeer peer = peers.get(i);
			byte[] each = bytes.get(i);
			start(() -> peer.send(each));
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	}

	/** As it is on the wire, so that a part of it can be sent. */
	private static byte[] frame(byte[] body) {
		return ByteBuffer.allocate(9 + body.length).put((byte) 2).putLong(body.length).put(body).array();
	}

	private CurvePeer connect(int port, CurveKeyPair key) {
		CurvePeer peer = new CurvePeer(port, key, this.server.publicKey());
		this.peers.add(peer);
		return peer.handshake(Map.of());
	}

	/**
	 * Run a test while the socket {@code held} receives nothing, and check that nothing
	 * is left of it.
	 */
	private void run(String clientsOfHeld, String clientsOfOther, Consumer<ApplicationContext> test,
			String... properties) {
		TestSockets.runner()
			.withPropertyValues(TOTAL, TestSockets.key("server", this.server),
					TestSockets.peer("attacker", this.attacker), TestSockets.peer("single", this.single))
			.withPropertyValues(IntStream.range(0, PEERS)
				.mapToObj((i) -> TestSockets.peer("peer" + i, this.keys.get(i)))
				.toArray(String[]::new))
			.withPropertyValues(socket("held", this.heldPort, clientsOfHeld))
			.withPropertyValues(socket("other", this.otherPort, clientsOfOther))
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				TestSockets.socket(context, "held").getInbound().hold(this);
				TestSockets.socket(context, "held").setHandler((message) -> this.receivedHeld.incrementAndGet());
				TestSockets.socket(context, "other").setHandler((message) -> this.received.incrementAndGet());
				try {
					test.accept(context);
				}
				finally {
					this.peers.forEach(CurvePeer::close);
				}
				MemoryBudget budget = context.getBean(MemoryBudget.class);
				await().atMost(PATIENCE).until(() -> budget.getHeld() == 0);
			});
	}

	private static String many() {
		return String.join(",", IntStream.range(0, PEERS).mapToObj((i) -> "peer" + i).toList());
	}

	private static String[] socket(String name, int port, String clients) {
		String prefix = "zmq.secure.sockets." + name + ".";
		return new String[] { prefix + "type=dealer", prefix + "bind=tcp://127.0.0.1:" + port, prefix + "key=server",
				prefix + "clients=" + clients };
	}

	private void release(ApplicationContext context, String socket) {
		ManagedSocket managed = TestSockets.socket(context, socket);
		managed.getInbound().release(this);
	}

	private static ByteAccount account(ApplicationContext context, Stage stage) {
		return context.getBean(MemoryBudget.class).getAccount(stage);
	}

}
