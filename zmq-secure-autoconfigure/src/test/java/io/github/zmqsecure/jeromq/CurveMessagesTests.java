// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CurveMessages}: MESSAGE commands (RFC 26), good and bad.
 */
class CurveMessagesTests {

	/** Name, counter, tag and flags. */
	private static final int OVERHEAD = 33;

	private static final byte[] ORDER = "order".getBytes(StandardCharsets.US_ASCII);

	@Test
	void cutsOffAPeerWhoseMessageIsForgedInAnyByte() {
		OrderService.run((orders) -> {
			int length = OVERHEAD + ORDER.length;
			for (int i = 0; i < length; i++) {
				int index = i;
				cutsOff(orders, (peer, command) -> {
					command[index] ^= 1;
					peer.frame(0, command);
				});
			}
		});
	}

	@Test
	void cutsOffAPeerThatRepeatsAMessage() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				byte[] command = peer.seal(0, ORDER);
				peer.frame(0, command);
				await().until(() -> received(orders) == 1);
				peer.frame(0, command);
				peer.awaitClose();
			}
			assertThat(received(orders)).isOne();
			assertUnharmed(orders);
		});
	}

	@Test
	void cutsOffAPeerThatSendsMessagesOutOfOrder() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				byte[] first = peer.seal(0, ORDER);
				byte[] second = peer.seal(0, ORDER);
				peer.frame(0, second);
				peer.frame(0, first);
				peer.awaitClose();
			}
			assertThat(received(orders)).isLessThanOrEqualTo(1);
			assertUnharmed(orders);
		});
	}

	@Test
	void cutsOffAPeerWhoseMessageIsTruncated() {
		OrderService.run((orders) -> {
			for (int length = 0; length < OVERHEAD + ORDER.length; length += 3) {
				int end = length;
				cutsOff(orders, (peer, command) -> peer.frame(0, Arrays.copyOf(command, end)));
			}
		});
	}

	@Test
	void toleratesGapsInTheCounter() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.seal(0, ORDER);
				peer.seal(0, ORDER);
				peer.sealed(0, ORDER);
				await().until(() -> received(orders) == 1);
			}
		});
	}

	@Test
	void keepsEachByteWhileBurstsMeetBackPressure() {
		new Pair("push", "pull").client("options.rcv-hwm=2").run((server, client) -> {
			Queue<byte[]> received = new ConcurrentLinkedQueue<>();
			client.setHandler((message) -> {
				if (received.size() % 100 == 0) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
				}
				received.add(message.frame(0));
			});
			Random sizes = new Random(1);
			int count = 4000;
			for (int i = 0; i < count; i++) {
				server.send(ZmqMessage.of(payload(i, size(sizes, i))));
			}
			await().until(() -> received.size() == count);
			Random expected = new Random(1);
			int i = 0;
			for (byte[] payload : received) {
				assertThat(Arrays.equals(payload, payload(i, size(expected, i)))).as("message %d", i).isTrue();
				i++;
			}
		});
	}

	private static int size(Random random, int index) {
		return random.nextInt((index % 20 == 0) ? 100_000 : 2_000);
	}

	private static byte[] payload(int seed, int size) {
		byte[] payload = new byte[size];
		new Random(seed).nextBytes(payload);
		return payload;
	}

	private static void cutsOff(OrderService orders, BiConsumer<CurvePeer, byte[]> action) {
		try (CurvePeer peer = listed(orders)) {
			action.accept(peer, peer.seal(0, ORDER));
			peer.awaitClose();
		}
		assertThat(received(orders)).isZero();
		assertUnharmed(orders);
	}

	private static void assertUnharmed(OrderService orders) {
		orders.exchange();
		assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer(orders.port(), orders.listed(), orders.serverKey()).handshake(Map.of());
	}

	private static long received(OrderService orders) {
		return orders.received().stream().filter((message) -> message.text(-1).equals("order")).count();
	}

}
