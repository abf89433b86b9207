// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of an application one of whose sockets receives nothing for a while: what waits
 * for it keeps no other socket from receiving.
 */
class HeldSocketTests {

	private final TwoSockets sockets = new TwoSockets();

	@Test
	void anIdleSocketReceivesOneMessageAfterTheOther() {
		this.sockets.run(TwoSockets.many(), "single", (context) -> {
			ByteAccount waiting = TwoSockets.account(context, Stage.RECEIVED);
			CurvePeer other = this.sockets.connect(this.sockets.otherPort, this.sockets.single);
			for (int i = 0; i < TwoSockets.PEERS; i++) {
				CurvePeer peer = this.sockets.connect(this.sockets.heldPort, this.sockets.keys.get(i));
				send(peer, twoMessages(peer, i));
			}
			await().until(() -> waiting.getHeld() > waiting.getLimit() - 100_000);
			for (int i = 1; i <= 10; i++) {
				other.message(false, new byte[(i % 2 == 0) ? 100_000 : 10]);
				int sent = i;
				await().until(() -> this.sockets.received.get() == sent);
			}
			assertThat(this.sockets.receivedHeld).isEmpty();
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == 2 * TwoSockets.PEERS);
			assertThat(this.sockets.receivedHeld)
				.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * TwoSockets.PEERS).boxed().toList());
		});
	}

	/**
	 * All are half way, and there is no room for the rest: one after the other may
	 * finish, but none that waits for something else.
	 */
	@Test
	void whoeverWaitsForASocketKeepsNobodyFromFinishing() {
		this.sockets.run("single", TwoSockets.many(), (context) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			List<CurvePeer> peers = this.sockets.keys.stream()
				.map((key) -> this.sockets.connect(this.sockets.otherPort, key))
				.toList();
			CurvePeer waiting = this.sockets.connect(this.sockets.heldPort, this.sockets.single);
			waiting.message(false, new byte[100_000]);
			await().until(() -> TwoSockets.account(context, Stage.RECEIVED).getHeld() == 100_000 + TwoSockets.OVERHEAD);
			peers.forEach((peer) -> peer.message(true, new byte[115_000]));
			int half = TwoSockets.PEERS * (115_000 + TwoSockets.OVERHEAD);
			await().until(() -> arriving.getHeld() == half);
			waiting.message(true, new byte[120_000]);
			await().until(() -> arriving.getHeld() == half + 120_000 + TwoSockets.OVERHEAD);
			waiting.message(false, new byte[120_000]);
			List<byte[]> rest = peers.stream().map((peer) -> peer.seal(0, new byte[115_000])).toList();
			for (int i = 0; i < TwoSockets.PEERS; i++) {
				send(peers.get(i), List.of(rest.get(i)));
			}
			await().until(() -> this.sockets.received.get() == TwoSockets.PEERS);
			this.sockets.release(context, "held");
			await().until(() -> this.sockets.receivedHeld.size() == 2);
			await().until(() -> arriving.getHeld() == 0);
		});
	}

	/**
	 * Two messages of four frames, of which the first tells which message it is.
	 */
	private static List<byte[]> twoMessages(CurvePeer peer, int index) {
		List<byte[]> sealed = new ArrayList<>();
		for (int message = 0; message < 2; message++) {
			sealed.add(peer.seal(1, ByteBuffer.allocate(4).putInt(2 * index + message).array()));
			for (int i = 0; i < 4; i++) {
				sealed.add(peer.seal((i < 3) ? 1 : 0, new byte[28_000]));
			}
		}
		return sealed;
	}

	/**
	 * Send on a thread of its own, since it may be held up, what was sealed before: a
	 * peer that takes its time is cut while others wait.
	 */
	private static void send(CurvePeer peer, List<byte[]> sealed) {
		TwoSockets.start(() -> sealed.forEach((frame) -> peer.frame(0, frame)));
	}

}
