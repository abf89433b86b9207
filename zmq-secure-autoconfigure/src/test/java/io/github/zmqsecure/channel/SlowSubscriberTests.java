// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.PythonPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a publisher does not send to subscribers that are slow: each copy is
 * counted.
 */
class SlowSubscriberTests {

	private static final int MESSAGES = 1000;

	private static final byte[] LARGE = new byte[10_000];

	@Test
	void countsWhatASlowSubscriberOfLibzmqMisses() {
		PythonPeer.assumeAvailable();
		Pair pair = publisher("pub");
		pair.runServer((server) -> {
			ManagedSocket publisher = server.socket();
			List<String> arguments = new ArrayList<>(
					List.of("subscribe", "--type=sub", "--topic=EUR", "--endpoint=tcp://127.0.0.1:" + pair.port()));
			Collections.addAll(arguments, PythonPeer.keys(pair.clientKey(), pair.serverKey().publicKey()));
			try (PythonPeer subscriber = PythonPeer.start(arguments.toArray(String[]::new))) {
				await().until(publisher.getConnections()::isConnected);
				CompletableFuture<?> subscribed = CompletableFuture.runAsync(subscriber::read);
				long early = publishUntil(publisher, subscribed::isDone);
				subscriber.signal("STOP");
				for (int i = 0; i < MESSAGES; i++) {
					publish(publisher, "EUR", LARGE);
					publish(publisher, "USD", LARGE);
				}
				await().until(() -> publisher.getGauges().getQueueDepth() == 0);
				long missed = missed(publisher);
				assertThat(missed).isBetween(1L, (long) MESSAGES);
				subscriber.signal("CONT");
				await().until(() -> PipeDepths.outbound(publisher) == 0);
				publisher.send("EUR", "end");
				long received = subscriber.read().get("received").asLong();
				assertThat(received + missed(publisher)).isBetween(MESSAGES + 2L, early + MESSAGES + 1);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void countsEachCopyThatASlowSubscriberMissesAndNoneOfAnother(String type) {
		Pair pair = publisher(type);
		pair.client("subscribe=E,EUR").runClient((slow) -> pair.runClient((slowToo) -> {
			pair.client("subscribe=USD").runClient((other) -> pair.runServer((server) -> {
				ManagedSocket publisher = server.socket();
				List<Received> subscribers = Stream.of(slow, slowToo, other).map(Received::new).toList();
				publishUntil(publisher, () -> subscribers.stream().allMatch(Received::isSubscribed));
				List<Received> wanting = subscribers.subList(0, 2);
				await().until(() -> publisher.getGauges().getQueueDepth() == 0);
				long early = missed(publisher);
				wanting.forEach((each) -> each.socket.getInbound().hold(this));
				for (int i = 0; i < MESSAGES; i++) {
					publish(publisher, "EUR", LARGE);
				}
				await().until(() -> publisher.getGauges().getQueueDepth() == 0);
				assertThat(missed(publisher)).isGreaterThan(early);
				wanting.forEach((each) -> each.socket.getInbound().release(this));
				await().until(() -> wanting.stream().mapToLong((each) -> each.large.get()).sum()
						+ missed(publisher) == early + 2L * MESSAGES);
				assertThat(subscribers.get(2).large).hasValue(0);
			}));
		}));
	}

	@Test
	void losesNothingWhereThePublisherWaits() {
		Pair pair = publisher("xpub").server("options.xpub-no-drop=true").client("subscribe=EUR");
		pair.runClient((client) -> pair.runServer((server) -> {
			ManagedSocket publisher = server.socket();
			Received slow = new Received(client);
			publishUntil(publisher, slow::isSubscribed);
			slow.socket.getInbound().hold(this);
			for (int i = 0; i < 500; i++) {
				publish(publisher, "EUR", LARGE);
			}
			slow.socket.getInbound().release(this);
			await().until(() -> slow.large.get() == 500);
			assertThat(missed(publisher)).isZero();
		}));
	}

	private static Pair publisher(String type) {
		return new Pair(type, "sub").server("options.snd-hwm=10", "options.linger=0ms", "queue-capacity=5000")
			.client("options.rcv-hwm=10", "options.reconnect-ivl=50ms");
	}

	private static void publish(ManagedSocket publisher, String topic, byte[] payload) {
		publisher.send(ZmqMessage.of(topic.getBytes(StandardCharsets.UTF_8), payload));
	}

	/**
	 * Publish until a subscription has arrived.
	 * @return how many messages that took
	 */
	private static long publishUntil(ManagedSocket publisher, Callable<Boolean> arrived) {
		AtomicLong published = new AtomicLong();
		await().until(() -> {
			publisher.send("EUR", "early");
			publisher.send("USD", "early");
			published.incrementAndGet();
			return arrived.call();
		});
		return published.get();
	}

	private static long missed(ManagedSocket publisher) {
		return publisher.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.PEER_FULL);
	}

	/**
	 * What a subscriber received.
	 */
	private static final class Received {

		private final ManagedSocket socket;

		private final AtomicLong early = new AtomicLong();

		private final AtomicLong large = new AtomicLong();

		Received(Pair.Side side) {
			this.socket = side.socket();
			this.socket.setHandler((message) -> {
				boolean large = message.frame(1).length == LARGE.length;
				((large) ? this.large : this.early).incrementAndGet();
			});
		}

		boolean isSubscribed() {
			return this.early.get() > 0;
		}

	}

}
