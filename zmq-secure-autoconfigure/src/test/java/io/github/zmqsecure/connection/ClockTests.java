// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.util.Clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a wall clock that is set while the application runs.
 */
class ClockTests {

	private final Pair pair = new Pair("router", "dealer").client("options.reconnect-ivl-max=1s",
			"options.heartbeat-ivl=300ms", "options.heartbeat-timeout=3s");

	@AfterEach
	void mendTheClock() {
		Clock.set(0);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, 3_600_000, -40_000, 40_000 })
	void aClientComesBackToItsServerAfterTheClockWasSetWhileItWasAway(long millis) {
		this.pair.runClient((client) -> {
			this.pair.runServer((server) -> awaitConnected(client.socket()));
			await().until(() -> !client.socket().getConnections().isConnected());
			// Longer than the first pauses, so that the timer of an attempt is under way.
			await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			Clock.set(millis);
			this.pair.runServer((server) -> awaitConnected(client.socket()));
		});
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, 3_600_000 })
	void aConnectionOutlivesTheClockAndItsHeartbeatsDoToo(long millis) {
		this.pair.server("options.heartbeat-ivl=300ms", "options.heartbeat-timeout=3s").run((server, client) -> {
			awaitConnected(client);
			Clock.set(millis);
			await().during(Duration.ofSeconds(4)).until(() -> client.getConnections().isConnected());
			assertThat(client.getConnections().getStatistics().getSucceeded()).isEqualTo(1);
		});
	}

	@Test
	void aHandshakeUnderWayIsNotGivenUpBecauseTheClockWasSet() {
		this.pair.clientRunner().run((context) -> {
			ManagedSocket client = TestSockets.socket(context, "client");
			for (int hour = 1; hour <= 5; hour++) {
				Clock.set(hour * 3_600_000L);
				this.pair.runServer((server) -> awaitConnected(client));
				await().until(() -> !client.getConnections().isConnected());
			}
			assertThat(client.getConnections().getStatistics().getFailed()).isZero();
		});
	}

	private static void awaitConnected(ManagedSocket client) {
		await().until(() -> client.getConnections().isConnected());
	}

}
