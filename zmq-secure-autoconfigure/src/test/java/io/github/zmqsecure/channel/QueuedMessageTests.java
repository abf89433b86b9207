// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.Blocked;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link QueuedMessage}.
 */
class QueuedMessageTests {

	private final Pair pair = new Pair("pull", "push").client("queue-capacity=10", "options.snd-timeo=1m");

	@Test
	void isWithdrawnOnceAndGivesItsPlaceFree() {
		this.pair.runClient((client) -> {
			List<QueuedMessage> queued = fill(client.socket());
			CompletableFuture<Boolean> blocked = Blocked.supply(() -> client.socket().send("eleventh"));
			assertThat(queued.get(4).withdraw()).isTrue();
			assertThat(queued.get(4).withdraw()).isTrue();
			assertThat(blocked).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(true);
			assertThat(queued.get(0).withdraw()).isTrue();
			assertThat(client.socket().getGauges().getQueueDepth()).isEqualTo(9);
			assertThat(client.socket().getGauges().getFullFor()).isZero();
			assertThat(client.socket().getStatistics().getDropped(DropReason.WITHDRAWN)).isEqualTo(2);
			assertThat(receive(9)).containsExactly("1", "2", "3", "5", "6", "7", "8", "9", "eleventh");
			await().untilAsserted(() -> assertThat(client.socket().getStatistics().getSent()).isEqualTo(9));
		});
	}

	@Test
	void cannotBeWithdrawnOnceItWasSent() {
		this.pair.run((server, client) -> {
			List<QueuedMessage> queued = fill(client);
			await().until(() -> client.getStatistics().getSent() == 10);
			assertThat(queued).hasSize(10).noneMatch(QueuedMessage::withdraw);
			assertThat(client.getStatistics().getDropped(DropReason.WITHDRAWN)).isZero();
		});
	}

	@Test
	void leavesNothingBehindHoweverManyAreWithdrawn() {
		this.pair.client("options.linger=0ms").runClient((client) -> {
			client.socket().send("first");
			int size = 1_000_000;
			for (int i = 0; i < 5000; i++) {
				assertThat(client.socket().enqueue(ZmqMessage.of(new byte[size])).orElseThrow().withdraw()).isTrue();
			}
			client.socket().send("last");
			assertThat(client.socket().getGauges().getQueueDepth()).isEqualTo(2);
			assertThat(client.socket().getStatistics().getDropped(DropReason.WITHDRAWN)).isEqualTo(5000);
			assertThat(receive(2)).containsExactly("first", "last");
			await().until(() -> client.socket().getGauges().getQueueDepth() == 0);
		});
	}

	private List<QueuedMessage> fill(ManagedSocket client) {
		List<QueuedMessage> queued = new ArrayList<>();
		IntStream.range(0, 10)
			.forEach((i) -> queued.add(client.enqueue(ZmqMessage.of(String.valueOf(i))).orElseThrow()));
		return queued;
	}

	private Queue<String> receive(int count) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		this.pair.runServer((server) -> {
			server.socket().setHandler((message) -> received.add(message.text(-1)));
			await().until(() -> received.size() >= count);
		});
		return received;
	}

}
