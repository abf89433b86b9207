// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.Blocked;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Overflow}.
 */
class OverflowTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Pair pair = new Pair("router", "dealer").client("queue-capacity=10", "options.linger=0ms");

	@Test
	void dropsTheNewestAndCountsIt() {
		this.pair.client("overflow=drop-newest").runClient((client) -> {
			for (int i = 0; i < 25; i++) {
				assertThat(client.socket().send("message " + i)).isEqualTo(i < 10);
			}
			assertFull(client.socket(), 15);
			assertThat(receiveAll(10)).startsWith("message 0").endsWith("message 9").hasSize(10);
			await().until(() -> client.socket().getGauges().getQueueDepth() == 0);
			assertThat(client.socket().send("room again")).isTrue();
		});
	}

	@Test
	void failsAtOnceAndCountsIt() {
		this.pair.client("overflow=fail", "options.snd-timeo=1h").runClient((client) -> {
			fill(client.socket());
			for (int i = 0; i < 15; i++) {
				assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> client.socket().send("too much"))
					.withMessageContaining("'client'")
					.withMessageContaining("10")
					.withMessageContaining("zmq.secure.sockets.client.queue-capacity");
			}
			assertFull(client.socket(), 15);
		});
	}

	@Test
	void saysThatItIsBytesForWhichThereIsNoRoom() {
		this.pair.client("overflow=fail")
			.clientRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=16MB")
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				ZmqMessage large = ZmqMessage.of(new byte[900_000]);
				assertThat(client.send(large)).isTrue();
				assertThatExceptionOfType(QueueFullException.class)
					.isThrownBy(() -> IntStream.range(1, 10).forEach((i) -> client.send(large)))
					.withMessageContaining("of 10 messages, and as many bytes as it may")
					.withMessageContaining("'zmq.secure.limits.max-total-bytes'");
			});
	}

	@Test
	void blocksForAsLongAsASendMayWait() {
		this.pair.client("options.snd-timeo=300ms").runClient((client) -> {
			fill(client.socket());
			long start = System.nanoTime();
			assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> client.socket().send("too much"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
			assertFull(client.socket(), 1);
		});
	}

	@Test
	void blocksUntilThereIsRoom() {
		this.pair.client("options.snd-timeo=1m").runClient((client) -> {
			fill(client.socket());
			CompletableFuture<Boolean> blocked = Blocked.supply(() -> client.socket().send("eleventh"));
			assertThat(client.socket().getGauges().getQueueDepth()).isEqualTo(10);
			assertThat(blocked).isNotDone();
			assertThat(receiveAll(11)).hasSize(11).last().isEqualTo("eleventh");
			assertThat(blocked).succeedsWithin(PATIENCE).isEqualTo(true);
			assertThat(client.socket().getStatistics().getDropped(DropReason.QUEUE_FULL)).isZero();
		});
	}

	@Test
	void letsABlockedSenderGoWhenTheSocketIsClosed() {
		this.pair.client("options.snd-timeo=1m").runClient((client) -> {
			fill(client.socket());
			CompletableFuture<Boolean> blocked = Blocked.supply(() -> client.socket().send("eleventh"));
			client.close();
			assertThat(blocked).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseExactlyInstanceOf(SocketClosedException.class);
			assertThat(client.socket().getStatistics().getDropped(DropReason.CLOSED)).isEqualTo(10);
		});
	}

	@Test
	void letsABlockedSenderGoWhenItIsInterrupted() {
		this.pair.client("options.snd-timeo=1m").runClient((client) -> {
			fill(client.socket());
			AtomicReference<Thread> sender = new AtomicReference<>();
			CompletableFuture<Boolean> interrupted = Blocked.supply(() -> {
				sender.set(Thread.currentThread());
				try {
					return !client.socket().send("eleventh");
				}
				catch (QueueFullException ex) {
					return Thread.currentThread().isInterrupted();
				}
			});
			sender.get().interrupt();
			assertThat(interrupted).succeedsWithin(PATIENCE).isEqualTo(true);
		});
	}

	@Test
	void refusesWhatTheTypeOfTheSocketCannotSend() {
		new Pair("router", "dealer").run((server, client) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> server.send("without a routing id"))
			.withMessageContaining("routing id"));
		new Pair("pull", "push").run((server, client) -> {
			assertThatIllegalStateException().isThrownBy(() -> server.send("upstream"))
				.withMessageContaining("can't send");
			assertThatIllegalStateException().isThrownBy(() -> client.setHandler((message) -> server.getName()))
				.withMessageContaining("can't receive");
		});
	}

	private Queue<String> receiveAll(int count) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		this.pair.runServer((server) -> {
			server.socket().setHandler((message) -> received.add(message.text(-1)));
			await().until(() -> received.size() >= count);
		});
		return received;
	}

	private static void fill(ManagedSocket client) {
		for (int i = 0; i < 10; i++) {
			assertThat(client.send("message " + i)).isTrue();
		}
	}

	private static void assertFull(ManagedSocket client, long dropped) {
		assertThat(client.getGauges().getQueueDepth()).isEqualTo(10).isEqualTo(client.getGauges().getQueueCapacity());
		assertThat(client.getStatistics().getDropped(DropReason.QUEUE_FULL)).isEqualTo(dropped);
		assertThat(client.getGauges().getFullFor()).isPositive();
		assertThat(client.getGauges().getOldestAge()).isPositive();
	}

}
