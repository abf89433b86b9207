// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeartbeatPolicy}.
 */
class HeartbeatPolicyTests {

	@Test
	void isForPeersThatAreKnownToAnswerAsShipped() {
		assertThat(policy(null, null)).isEqualTo(policy(10_000, 30_000, false));
		assertThat(policy(null, null).period()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void isForAllPeersOnceItIsConfigured() {
		assertThat(policy(1000, null)).isEqualTo(policy(1000, 3000, true));
		assertThat(policy(null, 60_000)).isEqualTo(policy(10_000, 60_000, true));
		assertThat(policy(1000, 5000)).isEqualTo(policy(1000, 5000, true));
	}

	@Test
	void asksThreeTimesWithinAShortTimeout() {
		assertThat(policy(1000, 900)).isEqualTo(policy(300, 900, true));
		assertThat(policy(null, 6000)).isEqualTo(policy(2000, 6000, true));
	}

	@Test
	void canBeSwitchedOff() {
		assertThat(policy(0, null)).isEqualTo(policy(0, 1000)).isEqualTo(policy(0, 0, false));
		assertThat(policy(1000, 0)).isEqualTo(policy(1000, 0, true));
	}

	@Test
	void isLookedAtNeitherTooOftenNorTooSeldom() {
		assertThat(policy(1, null).period()).isEqualTo(Duration.ofMillis(20));
		assertThat(policy(500, null).period()).isEqualTo(Duration.ofMillis(100));
		assertThat(policy(0, null).period()).isEqualTo(Duration.ofSeconds(1));
	}

	private static HeartbeatPolicy policy(Integer interval, Integer timeout) {
		return HeartbeatPolicy.of(SocketOptions.SECURE_DEFAULTS.with(SocketOption.HEARTBEAT_IVL, millis(interval))
			.with(SocketOption.HEARTBEAT_TIMEOUT, millis(timeout)));
	}

	private static HeartbeatPolicy policy(long interval, long timeout, boolean forAll) {
		return new HeartbeatPolicy(Duration.ofMillis(interval), Duration.ofMillis(timeout), forAll);
	}

	private static Duration millis(Integer millis) {
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

}
