// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.PriceFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the memory that connections held whose I/O thread has died, which nobody
 * gives back but the rebuild.
 */
class RebuildMemoryTests {

	private static final int LARGE = 100_000;

	private static final int TOPICS = 14;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void givesBackWhatHasArrivedOfMessages(int ioThreads) {
		OrderService.run((orders) -> {
			ByteAccount receiving = budget(orders.context()).getAccount(Stage.RECEIVING);
			List<CurvePeer> peers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
				peers.add(peer);
				peer.handshake(Map.of());
				peer.message(true, new byte[LARGE]);
				byte[] frame = frame(peer);
				peer.send(Arrays.copyOf(frame, frame.length / 2));
			}
			await().until(() -> receiving.getHeld() > 4 * LARGE);
			rebuild(orders);
			await().until(() -> receiving.getHeld() == 0);
			peers.forEach(CurvePeer::close);
			assertThat(receiving.getHeld()).isZero();
		}, "zmq.secure.context.io-threads=" + ioThreads);
	}

	@Test
	void givesBackWhatSubscriptionsTook() {
		PriceFeed.run("pub", (feed) -> {
			try (CurvePeer first = feed.subscriber(); CurvePeer second = feed.subscriber()) {
				subscribe(feed, first, 'a');
				subscribe(feed, second, 'b');
				kill(feed.context().getBean(HardenedContext.class));
			}
			feed.deliver();
			try (CurvePeer again = feed.subscriber()) {
				subscribe(feed, again, 'c');
			}
			assertThat(feed.prices().getConnections().getStatistics().getRefusals()).isEmpty();
		}, "zmq.secure.limits.max-subscription-bytes=1MB");
	}

	/**
	 * With two fifths of what a peer may have.
	 */
	private static void subscribe(PriceFeed feed, CurvePeer peer, char first) {
		String topic = "";
		for (int i = 0; i < TOPICS; i++) {
			topic = first + "" + (char) ('a' + i) + "-".repeat(200);
			peer.message(false, PriceFeed.subscription(topic));
		}
		String last = topic;
		await().until(() -> {
			feed.prices().send(last, "x");
			return peer.receives(last);
		});
	}

	private static byte[] frame(CurvePeer peer) {
		byte[] body = peer.seal(0, new byte[LARGE]);
		return ByteBuffer.allocate(9 + body.length).put((byte) 2).putLong(body.length).put(body).array();
	}

	private static void rebuild(OrderService orders) {
		kill(orders.context().getBean(HardenedContext.class));
		orders.exchange();
	}

	private static void kill(HardenedContext context) {
		long renewals = context.getRenewals();
		IoThreadSabotage.kill(context);
		await().until(() -> context.getRenewals() > renewals);
	}

	private static MemoryBudget budget(ApplicationContext context) {
		return context.getBean(MemoryBudget.class);
	}

}
