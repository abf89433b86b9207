// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the turns in which messages are received while there is no room: no peer keeps
 * one without getting on, or goes without it, and none is cut for what is not its fault.
 */
class MessageTurnTests {

	private static final int CONNECTIONS = 40;

	/** Of a message, which fits for all peers and not for one more. */
	private static final int LARGE = 120_000;

	/** Of a message of two frames, which fits for all peers and one more. */
	private static final int HALF = 110_000;

	private static final int SMALL = 2000;

	private final TwoSockets sockets = new TwoSockets();

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
				await().until(() -> peak.highest() > receiving.getLimit() / 3);
				assertThat(attackers.peers()).hasSize(CONNECTIONS);
				MemorySiege.exchange(orders, "gateway", orders.port(), LARGE);
				assertThat(peak.highest()).isBetween(receiving.getLimit() / 3,
						receiving.getLimit() + LARGE + TwoSockets.OVERHEAD + 1024);
			}
		}, TwoSockets.TOTAL);
	}

	/**
	 * The attacker announces a frame while another connection of it has the turn to
	 * finish, and waits for that turn itself since a third one holds what it may.
	 */
	@Test
	void aHeaderWithoutAFrameKeepsNoTurnToFinish() {
		this.sockets.run("single", TwoSockets.many() + ",attacker", (context) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			List<CurvePeer> honest = this.sockets.keys.stream()
				.map((key) -> this.sockets.connect(this.sockets.otherPort, key))
				.toList();
			CurvePeer holding = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			CurvePeer finishing = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			CurvePeer announcing = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			byte[] frame = RawPeer.frameOf(0, finishing.seal(0, new byte[LARGE]));
			List<byte[]> begin = honest.stream()
				.map((peer) -> RawPeer.frameOf(0, peer.seal(1, new byte[HALF])))
				.toList();
			List<byte[]> end = honest.stream().map((peer) -> RawPeer.frameOf(0, peer.seal(0, new byte[HALF]))).toList();
			sendEach(honest, begin);
			int half = TwoSockets.PEERS * (HALF + TwoSockets.OVERHEAD);
			await().until(() -> arriving.getHeld() == half);
			holding.message(true, new byte[HALF]);
			await().until(() -> arriving.getHeld() == half + HALF + TwoSockets.OVERHEAD);
			finishing.send(Arrays.copyOf(frame, LARGE / 2));
			await().until(() -> arriving.getHeld() > arriving.getLimit());
			announcing.announce(2, LARGE);
			awaitRead();
			finishing.send(Arrays.copyOfRange(frame, LARGE / 2, frame.length));
			await().until(() -> this.sockets.received.get() == 1);
			sendEach(honest, end);
			await().until(() -> this.sockets.received.get() == 1 + TwoSockets.PEERS);
		});
	}

	/**
	 * The same with the turn of a socket that is idle, while another holds all that there
	 * is.
	 */
	@Test
	void aHeaderWithoutAFrameKeepsNoTurnOfAnIdleSocket() {
		this.sockets.run(TwoSockets.many(), "single,attacker", (context) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			fillHeld(context, 1);
			CurvePeer honest = this.sockets.connect(this.sockets.otherPort, this.sockets.single);
			CurvePeer receiving = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			CurvePeer announcing = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			byte[] frame = RawPeer.frameOf(0, receiving.seal(0, new byte[LARGE]));
			receiving.send(Arrays.copyOf(frame, LARGE / 2));
			await().until(() -> arriving.getHeld() >= LARGE);
			announcing.announce(2, LARGE);
			awaitRead();
			receiving.send(Arrays.copyOfRange(frame, LARGE / 2, frame.length));
			await().until(() -> this.sockets.received.get() == 1);
			List<byte[]> sealed = Stream.generate(() -> RawPeer.frameOf(0, honest.seal(0, new byte[LARGE])))
				.limit(5)
				.toList();
			TwoSockets.start(() -> sealed.forEach(honest::send));
			await().until(() -> this.sockets.received.get() == 1 + 5);
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == TwoSockets.PEERS);
		});
	}

	/**
	 * Whoever does not get on is cut, which shows that it was time for that.
	 */
	@Test
	@Tag("long")
	void whoeverWaitsAtTheHighWaterMarkIsNotCut() {
		this.sockets.run(TwoSockets.many(), "single,attacker", (context) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			this.sockets.hold(context, "other");
			CurvePeer waiting = this.sockets.connect(this.sockets.otherPort, this.sockets.single);
			for (int i = 0; i < 5; i++) {
				waiting.message(false, new byte[SMALL]);
			}
			await().until(() -> arriving.getHeld() > 0);
			fillHeld(context, 2);
			CurvePeer stalled = this.sockets.connect(this.sockets.otherPort, this.sockets.attacker);
			stalled.timeout(30_000);
			stalled.message(true, new byte[SMALL]);
			stalled.awaitClose();
			this.sockets.release(context, "other");
			await().until(() -> this.sockets.received.get() == 5);
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == 2 * TwoSockets.PEERS);
		}, "zmq.secure.sockets.other.options.rcv-hwm=2");
	}

	/**
	 * The last message of the one who waits finds no room, since others hold parts of
	 * theirs, and would have the turn when it is complete.
	 */
	@Test
	void whoeverWaitsAtTheHighWaterMarkKeepsNoTurnToFinish() {
		this.sockets.run("attacker", TwoSockets.many(), (context) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			CurvePeer waiting = this.sockets.connect(this.sockets.heldPort, this.sockets.attacker);
			CurvePeer finishing = this.sockets.connect(this.sockets.otherPort, this.sockets.keys.get(0));
			CurvePeer stopping = this.sockets.connect(this.sockets.otherPort, this.sockets.keys.get(1));
			for (int i = 0; i < 10; i++) {
				waiting.message(false, new byte[SMALL]);
			}
			await().until(() -> TwoSockets.account(context, Stage.RECEIVED).getHeld() > 8L * SMALL);
			byte[] frame = RawPeer.frameOf(0, finishing.seal(0, new byte[900_000]));
			byte[] part = RawPeer.frameOf(0, stopping.seal(0, new byte[220_000]));
			byte[] last = RawPeer.frameOf(0, waiting.seal(0, new byte[200_000]));
			finishing.send(Arrays.copyOf(frame, 450_000));
			await().until(() -> arriving.getHeld() >= 450_000);
			long first = arriving.getHeld();
			stopping.send(Arrays.copyOf(part, 200_000));
			await().until(() -> arriving.getHeld() >= first + 220_000);
			long both = arriving.getHeld();
			TwoSockets.start(() -> waiting.send(last));
			await().during(Duration.ofMillis(500)).until(() -> arriving.getHeld() < both + 200_000);
			TwoSockets.start(() -> finishing.send(Arrays.copyOfRange(frame, 450_000, frame.length)));
			await().untilAsserted(() -> assertThat(this.sockets.received.get()).isOne());
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == 11);
		}, "zmq.secure.sockets.held.options.rcv-hwm=10");
	}

	@Test
	@Tag("long")
	void whoeverSendsSteadilyIsNotCutForWhoWaitsForItsOwnSocket() {
		this.sockets.run("single", TwoSockets.many(), (context) -> {
			CurvePeer waiting = this.sockets.connect(this.sockets.heldPort, this.sockets.single);
			List<byte[]> sealed = Stream.generate(() -> RawPeer.frameOf(0, waiting.seal(0, new byte[LARGE])))
				.limit(5)
				.toList();
			TwoSockets.start(() -> sealed.forEach(waiting::send));
			await().until(
					() -> TwoSockets.account(context, Stage.RECEIVED).getHeld() == 2 * (LARGE + TwoSockets.OVERHEAD));
			CurvePeer steady = this.sockets.connect(this.sockets.otherPort, this.sockets.keys.get(0));
			ByteBuffer frame = ByteBuffer.wrap(RawPeer.frameOf(0, steady.seal(0, new byte[LARGE])));
			await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(450)).until(() -> {
				byte[] piece = new byte[Math.min(LARGE / 28, frame.remaining())];
				frame.get(piece);
				steady.send(piece);
				return !frame.hasRemaining();
			});
			await().until(() -> this.sockets.received.get() == 1);
			assertThat(this.sockets.receivedHeld).isEmpty();
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == 5);
		});
	}

	/**
	 * Have each peer send so many messages, of which not even all of the first leave room
	 * for one more.
	 */
	private void fillHeld(ApplicationContext context, int messages) {
		for (CurveKeyPair key : this.sockets.keys) {
			CurvePeer peer = this.sockets.connect(this.sockets.heldPort, key);
			List<byte[]> sealed = Stream.generate(() -> RawPeer.frameOf(0, peer.seal(0, new byte[LARGE])))
				.limit(messages)
				.toList();
			TwoSockets.start(() -> sealed.forEach(peer::send));
		}
		ByteAccount waiting = TwoSockets.account(context, Stage.RECEIVED);
		await().until(() -> waiting.getHeld() > waiting.getLimit() - LARGE);
	}

	/**
	 * Wait until what was sent has been read: somebody else's greeting comes after that.
	 */
	private void awaitRead() {
		awaitRead(this.sockets.otherPort);
	}

	private void awaitRead(int port) {
		for (int i = 0; i < 2; i++) {
			try (RawPeer other = new RawPeer(port)) {
				other.greet("CURVE");
			}
		}
	}

	private static void sendEach(List<CurvePeer> peers, List<byte[]> bytes) {
		for (int i = 0; i < peers.size(); i++) {
			CurvePeer peer = peers.get(i);
			byte[] each = bytes.get(i);
			TwoSockets.start(() -> peer.send(each));
		}
	}

}
