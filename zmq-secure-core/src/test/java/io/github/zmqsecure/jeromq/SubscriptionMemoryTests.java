// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.charset.StandardCharsets;

import io.github.zmqsecure.memory.ByteAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SubscriptionMemory}.
 */
class SubscriptionMemoryTests {

	private final SubscriptionMemory memory = new SubscriptionMemory(new SubscriptionLimits(256, 1000, 400_000));

	private final SubscriptionPolicy policy = new SubscriptionPolicy(this.memory, false, false, false, () -> {
	});

	private final Ctx context = ZMQ.init(1);

	private final SocketBase socket = this.context.createSocket(ZMQ.ZMQ_PUB);

	@AfterEach
	void close() {
		this.socket.close();
		this.context.terminate();
	}

	@Test
	void forgetsPeersThatLeft() {
		FrameFilter filter = this.policy.open("listed", this.socket);
		FrameFilter other = this.policy.open("other", this.socket);
		subscribe(filter, "a".repeat(100));
		subscribe(other, "a".repeat(100) + "b");
		filter.close();
		assertThat(this.memory.held()).isPositive();
		other.close();
		assertThat(this.memory.held()).isZero();
		assertThat(this.memory.peers()).isZero();
	}

	@Test
	void leavesHalfToOthersHoweverManyConnectionsAPeerHas() {
		for (int connection = 0; connection < 10; connection++) {
			FrameFilter filter = this.policy.open("listed", this.socket);
			for (int i = 0; i < 20; i++) {
				subscribe(filter, (char) ('a' + connection) + "" + (char) ('a' + i) + "-".repeat(100));
			}
		}
		assertThat(this.memory.held()).isLessThanOrEqualTo(200_000);
		FrameFilter other = this.policy.open("other", this.socket);
		for (int i = 0; i < 10; i++) {
			assertThat(subscribe(other, "Z" + (char) ('a' + i) + "-".repeat(100)).passes()).isTrue();
		}
	}

	@Test
	void boundsAConnection() {
		ByteAccount account = this.memory.open("listed");
		assertThat(account.tryTake(100_000)).isTrue();
		assertThat(account.tryTake(1)).isFalse();
	}

	private static FrameFilter.Decision subscribe(FrameFilter filter, String topic) {
		return filter.decide(new Msg(("\1" + topic).getBytes(StandardCharsets.US_ASCII)));
	}

}
