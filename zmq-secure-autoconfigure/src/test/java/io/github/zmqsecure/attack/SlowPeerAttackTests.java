// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks by peers that were let in and whose connections are never idle: they ping
 * without reading, read a byte in a second, or write one.
 */
@Tag("long")
class SlowPeerAttackTests {

	private static final int LARGE = 900_000;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final int SECONDS = 6;

	@Test
	void pingsThatAreNeverRead() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, Siege.scaled(100), (peer) -> {
				for (int i = 0; i < Siege.scaled(20_000); i++) {
					peer.sealed(2, ping(16));
				}
			})) {
				await().atMost(Duration.ofMinutes(2)).until(attackers::areDone);
				assertBounded(orders);
			}
		});
	}

	@Test
	void pingsWithLongContextsThatAreNeverRead() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, Siege.scaled(30), (peer) -> {
				for (int i = 0; i < 20; i++) {
					peer.sealed(2, ping(LARGE));
				}
			})) {
				await().atMost(Duration.ofMinutes(2)).until(attackers::areDone);
				assertBounded(orders);
			}
		});
	}

	@Test
	void readersOfAByteInASecond() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, Siege.scaled(80), (peer) -> {
				for (int i = 0; i < 5; i++) {
					peer.message(false, new byte[LARGE]);
				}
			})) {
				everySecond(orders, attackers.peers(), (peer) -> {
					if (peer.available() > 0) {
						peer.receive(1);
					}
				});
			}
		});
	}

	@Test
	void writersOfAByteInASecond() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, Siege.scaled(200), (peer) -> {
				peer.announce(2, LARGE);
				peer.send(new byte[LARGE / 2]);
			})) {
				everySecond(orders, attackers.peers(), (peer) -> peer.send((byte) 1));
			}
		});
	}

	@Test
	void writersOfAFrameInASecondThatNeverEndTheirMessage() {
		MemorySiege.withstand((orders) -> {
			try (MemorySiege.Attackers attackers = new MemorySiege.Attackers(orders, Siege.scaled(200),
					(peer) -> peer.message(true, new byte[LARGE]))) {
				await().until(() -> MemorySiege.budget(orders).getHeld() > LARGE);
				everySecond(orders, attackers.peers(), (peer) -> peer.message(true, new byte[1]));
			}
		});
	}

	/**
	 * Have the attackers do the least on each connection, while the legitimate client
	 * exchanges large messages.
	 */
	private static void everySecond(OrderService orders, List<CurvePeer> peers, Consumer<CurvePeer> least) {
		Thread thread = new Thread(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				peers.forEach((peer) -> attempt(peer, least));
				LockSupport.parkNanos(SECOND);
			}
		});
		thread.setDaemon(true);
		thread.start();
		long end = System.nanoTime() + SECONDS * SECOND;
		while (System.nanoTime() - end < 0) {
			MemorySiege.exchangeLarge(orders);
			assertBounded(orders);
		}
		thread.interrupt();
	}

	private static void attempt(CurvePeer peer, Consumer<CurvePeer> least) {
		try {
			least.accept(peer);
		}
		catch (RuntimeException ex) {
			// It was cut off.
			return;
		}
	}

	private static void assertBounded(OrderService orders) {
		assertThat(MemorySiege.budget(orders).getHeld()).isLessThanOrEqualTo(MemorySiege.TOTAL);
	}

	private static byte[] ping(int size) {
		return ByteBuffer.allocate(7 + size)
			.put((byte) 4)
			.put("PING".getBytes(StandardCharsets.US_ASCII))
			.putShort((short) 0)
			.array();
	}

}
