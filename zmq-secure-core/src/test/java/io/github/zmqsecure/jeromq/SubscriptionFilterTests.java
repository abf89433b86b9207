// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SubscriptionFilter}.
 */
class SubscriptionFilterTests {

	private static final long SEED = 20_261_126;

	private static final SubscriptionLimits LIMITS = new SubscriptionLimits(3, 20, 10_000_000);

	private final Ctx context = ZMQ.init(1);

	private final SocketBase socket = this.context.createSocket(ZMQ.ZMQ_PUB);

	private final SubscriptionMemory memory = new SubscriptionMemory(LIMITS);

	private final AtomicInteger discarded = new AtomicInteger();

	private final SubscriptionPolicy policy = new SubscriptionPolicy(this.memory, false, false, false,
			this.discarded::incrementAndGet);

	@AfterEach
	void close() {
		this.socket.close();
		this.context.terminate();
	}

	@Test
	void passesOnWhatChangesTheSubscriptionsAndNothingElse() {
		Random random = new Random(SEED);
		for (int connection = 0; connection < 200; connection++) {
			FrameFilter filter = this.policy.open("listed", this.socket);
			Set<String> subscriptions = new HashSet<>();
			boolean inMessage = false;
			for (int i = 0; i < 200; i++) {
				Msg frame = frame(random);
				FrameFilter.Decision decision = filter.decide(frame);
				boolean whole = !inMessage && !frame.hasMore();
				inMessage = frame.hasMore();
				if (decision.limit() != null) {
					assertThat(frame.size() - 1 > 3 || subscriptions.size() == 20).isTrue();
					break;
				}
				assertThat(decision.passes()).isEqualTo(whole && changes(subscriptions, frame));
			}
			filter.close();
			assertThat(this.memory.held()).isZero();
		}
		assertThat(this.discarded.get()).isPositive();
	}

	private static boolean changes(Set<String> subscriptions, Msg frame) {
		byte[] bytes = frame.data();
		if (bytes.length == 0 || bytes[0] < 0 || bytes[0] > 1) {
			return false;
		}
		String topic = Arrays.toString(Arrays.copyOfRange(bytes, 1, bytes.length));
		return (bytes[0] == 1) ? subscriptions.add(topic) : subscriptions.remove(topic);
	}

	private static Msg frame(Random random) {
		byte[] bytes = new byte[(random.nextInt(30) == 0) ? random.nextInt(8) : random.nextInt(5)];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (random.nextInt(3) - ((random.nextInt(20) == 0) ? 100 : 0));
		}
		Msg frame = new Msg(bytes);
		if (random.nextInt(10) == 0) {
			frame.setFlags(Msg.MORE);
		}
		return frame;
	}

}
