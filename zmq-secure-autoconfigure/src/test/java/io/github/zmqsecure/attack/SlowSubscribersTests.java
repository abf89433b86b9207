// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.DisconnectReason;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What subscribers that are slow, or take nothing, cost those that are quick, and other
 * sockets, where memory is little.
 */
class SlowSubscribersTests {

	private static final int LARGE = 900_000;

	private final Pair pair = new Pair("pub", "sub").server("overflow=block", "options.snd-timeo=1m");

	@Test
	void slowOnesOfOtherTopicsMissCopiesAndHoldNobodyUp() {
		run((context) -> {
			ManagedSocket publisher = TestSockets.socket(context, "server");
			try (Subscriber quick = new Subscriber("T0", 0);
					Subscriber slow = new Subscriber("T1", 100);
					Subscriber slowToo = new Subscriber("T2", 100);
					Subscriber slowAsWell = new Subscriber("T3", 100)) {
				await().until(() -> {
					List.of("T0", "T1", "T2", "T3").forEach((topic) -> publish(publisher, topic, 1));
					return quick.hasAny() && slow.hasAny() && slowToo.hasAny() && slowAsWell.hasAny();
				});
				for (int i = 0; i < 300; i++) {
					int before = quick.frames();
					List.of("T1", "T2", "T3", "T0").forEach((topic) -> publish(publisher, topic, 65_000));
					await().until(() -> quick.frames() > before);
				}
				assertThat(missed(publisher)).isPositive();
				assertThat(publisher.getConnections().getConnectionCount()).isEqualTo(4);
			}
		});
	}

	@Test
	void leaveRoomForOtherSockets() {
		run((context) -> {
			ManagedSocket publisher = TestSockets.socket(context, "server");
			ByteAccount sending = context.getBean(MemoryBudget.class).getAccount(Stage.SENDING);
			try (Subscribers dead = new Subscribers(10, Integer.MAX_VALUE)) {
				await().until(() -> publisher.getConnections().getConnectionCount() == dead.count());
				AtomicLong held = new AtomicLong();
				await().pollInterval(Duration.ofMillis(20)).until(() -> {
					publish(publisher, "T", LARGE);
					held.accumulateAndGet(sending.getHeld(), Math::max);
					return missed(publisher) > 30;
				});
				assertThat(held.get()).isBetween(sending.getLimit() / 8, sending.getLimit() * 3 / 4);
			}
		});
	}

	@Test
	@Tag("long")
	void thatTakeNothingAreCutAndNobodyWhoWaitsForThem() {
		run((context) -> {
			ManagedSocket publisher = TestSockets.socket(context, "server");
			try (Subscribers quick = new Subscribers(8, 0); Subscribers dead = new Subscribers(8, Integer.MAX_VALUE)) {
				await().until(() -> publisher.getConnections().getConnectionCount() == quick.count() + dead.count());
				await().until(() -> {
					publish(publisher, "T", LARGE);
					return publisher.getConnections().getStatistics().getCut(DisconnectReason.LIMIT) >= 8;
				});
				await().until(() -> publisher.getConnections().getConnectionCount() == 8);
				assertThat(publisher.getConnections().getStatistics().getCut(DisconnectReason.LIMIT)).isEqualTo(8);
				List<Integer> before = quick.frames();
				await().until(() -> {
					publish(publisher, "T", LARGE);
					return quick.haveMoreThan(before);
				});
			}
		});
	}

	private void run(Consumer<ApplicationContext> test) {
		this.pair.serverRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=32MB")
			.run((context) -> test.accept(context));
	}

	private static void publish(ManagedSocket publisher, String topic, int size) {
		publisher.send(ZmqMessage.of(topic.getBytes(StandardCharsets.UTF_8), new byte[size]));
	}

	private static long missed(ManagedSocket publisher) {
		return publisher.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.PEER_FULL);
	}

	/**
	 * Subscribers of one topic.
	 */
	private final class Subscribers implements AutoCloseable {

		private final List<Subscriber> all = new ArrayList<>();

		Subscribers(int count, int pauseMillis) {
			for (int i = 0; i < count; i++) {
				this.all.add(new Subscriber("T", pauseMillis));
			}
		}

		int count() {
			return this.all.size();
		}

		List<Integer> frames() {
			return this.all.stream().map(Subscriber::frames).toList();
		}

		boolean haveMoreThan(List<Integer> frames) {
			return IntStream.range(0, frames.size()).allMatch((i) -> this.all.get(i).frames() > frames.get(i));
		}

		@Override
		public void close() {
			this.all.forEach(Subscriber::close);
		}

	}

	/**
	 * A subscriber that pauses after every few bytes.
	 */
	private final class Subscriber implements AutoCloseable {

		private static final int SOME = 16_384;

		private final CurvePeer peer = new CurvePeer("127.0.0.1", SlowSubscribersTests.this.pair.port(),
				SlowSubscribersTests.this.pair.clientKey(), SlowSubscribersTests.this.pair.serverKey().publicKey(),
				SOME);

		private final AtomicInteger frames = new AtomicInteger();

		private volatile boolean closed;

		Subscriber(String topic, int pauseMillis) {
			this.peer.handshake(Map.of("Socket-Type", "SUB"));
			this.peer.message("\1" + topic);
			if (pauseMillis < Integer.MAX_VALUE) {
				Thread thread = new Thread(() -> read(pauseMillis), "subscriber-" + topic);
				thread.setDaemon(true);
				thread.start();
			}
		}

		private void read(int pauseMillis) {
			try {
				while (!this.closed) {
					if (pauseMillis == 0) {
						this.peer.frame();
					}
					else {
						this.peer.receive(1);
						this.peer.receive(Math.min(SOME, this.peer.available()));
						LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
					}
					this.frames.incrementAndGet();
				}
			}
			catch (UncheckedIOException ex) {
				this.closed = true;
			}
		}

		boolean hasAny() {
			return frames() > 0;
		}

		int frames() {
			return this.frames.get();
		}

		@Override
		public void close() {
			this.closed = true;
			this.peer.close();
		}

	}

}
