// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReconnectTracker}.
 */
class ReconnectTrackerTests {

	private static final String ENDPOINT = "tcp://server:5555";

	private static final SocketOptions OPTIONS = SocketOptions.SECURE_DEFAULTS
		.with(SocketOption.RECONNECT_IVL, Duration.ofMillis(1))
		.with(SocketOption.RECONNECT_IVL_MAX, Duration.ofMillis(1));

	private final ReconnectTracker endpoints = new ReconnectTracker(OPTIONS);

	@BeforeEach
	void connect() {
		set(Map.of("tcp://10.0.0.1:5555", ENDPOINT));
	}

	@Test
	void forgetARefusalOnceTheNameMeansAnotherServer() {
		this.endpoints.failed("tcp://10.0.0.1:5555", FailureReason.CLIENT_NOT_ALLOWED);
		assertThat(this.endpoints.refused()).containsOnly(Map.entry(ENDPOINT, FailureReason.CLIENT_NOT_ALLOWED));
		set(Map.of("tcp://10.0.0.2:5555", ENDPOINT));
		assertThat(this.endpoints.refused()).containsOnlyKeys(ENDPOINT);
		this.endpoints.succeeded("tcp://10.0.0.2:5555");
		assertThat(this.endpoints.refused()).isEmpty();
	}

	@Test
	void tellEndpointsApart() {
		set(Map.of("tcp://10.0.0.1:5555", ENDPOINT, "tcp://10.0.0.2:6666", "tcp://other:6666"));
		this.endpoints.failed("tcp://10.0.0.1:5555", FailureReason.WRONG_SERVER_KEY);
		this.endpoints.succeeded("tcp://10.0.0.2:6666");
		assertThat(this.endpoints.refused()).containsOnlyKeys(ENDPOINT);
		this.endpoints.succeeded("tcp://10.0.0.1:5555");
		assertThat(this.endpoints.refused()).isEmpty();
	}

	@Test
	void keepWhatHappenedBeforeTheEndpointsWereKnown() {
		ReconnectTracker early = new ReconnectTracker(OPTIONS);
		early.failed("tcp://10.0.0.1:5555", FailureReason.WRONG_SERVER_KEY);
		early.setEndpoints(Map.of("tcp://10.0.0.1:5555", Set.of(ENDPOINT)), Set.of());
		assertThat(early.refused()).containsOnlyKeys(ENDPOINT);
		early.succeeded("tcp://10.0.0.1:5555");
		assertThat(early.refused()).isEmpty();
	}

	@Test
	void forgetWhatIsNoLongerConnectedTo() {
		this.endpoints.failed("tcp://10.0.0.1:5555", FailureReason.WRONG_SERVER_KEY);
		set(Map.of("tcp://10.0.0.2:6666", "tcp://other:6666"));
		assertThat(this.endpoints.refused()).isEmpty();
	}

	@Test
	void areAbandonedUnderTheirOwnName() {
		this.endpoints.lost("tcp://10.0.0.1:5555");
		await().until(() -> this.endpoints.abandoned().contains(ENDPOINT));
		assertThat(this.endpoints.hasLost()).isFalse();
	}

	@Test
	void areSparedOnceUntilTheyAreConnected() {
		String address = "tcp://10.0.0.1:5555";
		this.endpoints.lost(address);
		await().until(() -> this.endpoints.abandoned().contains(ENDPOINT));
		long spared = System.nanoTime();
		assertThat(this.endpoints.spare(address)).isTrue();
		assertThat(this.endpoints.hasLost()).isTrue();
		boolean none = this.endpoints.abandoned().isEmpty();
		assertThat(none || Duration.ofNanos(System.nanoTime() - spared).toSeconds() > 2).isTrue();
		assertThat(this.endpoints.spare(address)).isFalse();
		this.endpoints.failed(address, FailureReason.TIMEOUT);
		this.endpoints.retrying(address, Duration.ZERO);
		assertThat(this.endpoints.spare(address)).isFalse();
		this.endpoints.succeeded(address);
		assertThat(this.endpoints.spare(address)).isTrue();
	}

	@Test
	void areAbandonedAtOnceOnlyWhereThereAreOtherAddresses() {
		this.endpoints.setEndpoints(
				Map.of("tcp://10.0.0.1:5555", Set.of(ENDPOINT), "tcp://10.0.0.2:6666", Set.of("tcp://other:6666")),
				Set.of(ENDPOINT));
		this.endpoints.retrying("tcp://10.0.0.1:5555", Duration.ofMinutes(1));
		this.endpoints.retrying("tcp://10.0.0.2:6666", Duration.ofMinutes(1));
		this.endpoints.connecting("tcp://10.0.0.1:5555");
		await().until(() -> this.endpoints.abandoned().contains(ENDPOINT));
		assertThat(this.endpoints.abandoned()).isEmpty();
	}

	@Test
	void shareTheirFateWhereTheyShareAnAddress() {
		this.endpoints.setEndpoints(Map.of("tcp://10.0.0.1:5555", Set.of(ENDPOINT, "tcp://other:5555")), Set.of());
		assertThat(this.endpoints.endpointsOf(Set.of("tcp://10.0.0.1:5555"))).containsOnly(ENDPOINT,
				"tcp://other:5555");
		this.endpoints.failed("tcp://10.0.0.1:5555", FailureReason.WRONG_SERVER_KEY);
		assertThat(this.endpoints.refused()).containsOnlyKeys(ENDPOINT, "tcp://other:5555");
		this.endpoints.lost("tcp://10.0.0.1:5555");
		await().until(() -> !this.endpoints.abandoned().isEmpty());
		assertThat(this.endpoints.hasLost()).isFalse();
	}

	private void set(Map<String, String> endpoints) {
		Map<String, Set<String>> sets = new HashMap<>();
		endpoints.forEach((address, endpoint) -> sets.put(address, Set.of(endpoint)));
		this.endpoints.setEndpoints(sets, Set.of());
	}

}
