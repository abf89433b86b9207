/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that a socket connects to: which of them refuse us, and which JeroMQ has
 * given up. JeroMQ reconnects after an I/O error but never after a refusal; an endpoint
 * that it doesn't try again within the back-off is abandoned. What is known belongs to
 * the endpoint that was connected to, whichever address its name means at the time.
 * Thread-safe.
 */
class ReconnectTracker {

	private static final Duration RETRY_GRACE = Duration.ofSeconds(3);

	private final Map<String, State> states = new ConcurrentHashMap<>();

	private volatile Map<String, String> endpoints = Map.of();

	private final long firstPause;

	private final long longestPause;

	ReconnectTracker(SocketOptions options) {
		this.firstPause = options.getRequired(SocketOption.RECONNECT_IVL, Duration.class).toNanos();
		this.longestPause = Math.max(this.firstPause,
				options.getRequired(SocketOption.RECONNECT_IVL_MAX, Duration.class).toNanos());
	}

	/**
	 * Set what the socket connects to.
	 * @param endpoints the endpoints by the addresses that JeroMQ's events bear
	 */
	void setEndpoints(Map<String, String> endpoints) {
		this.endpoints = Map.copyOf(endpoints);
		endpoints.forEach((address, endpoint) -> {
			State state = (address.equals(endpoint)) ? null : this.states.remove(address);
			if (state != null) {
				this.states.putIfAbsent(endpoint, state);
			}
		});
	}

	void tried(String endpoint) {
		change(endpoint, (state) -> new State(state.refusal(), state.failures(), null));
	}

	/**
	 * JeroMQ tries again after a pause, or gives the endpoint up if it doesn't.
	 */
	void retrying(String endpoint, Duration pause) {
		long abandonAt = System.nanoTime() + pause.plus(RETRY_GRACE).toNanos();
		change(endpoint, (state) -> new State(state.refusal(), state.failures(), abandonAt));
	}

	void succeeded(String endpoint) {
		change(endpoint, (state) -> State.INITIAL);
	}

	void failed(String endpoint, FailureReason reason) {
		change(endpoint,
				(state) -> new State(reason.isRefusal() ? reason : null, state.failures() + 1, state.abandonAt()));
	}

	void lost(String endpoint) {
		change(endpoint, (state) -> new State(state.refusal(), state.failures(), System.nanoTime() + pause(state)));
	}

	/**
	 * Return the endpoints that are abandoned, and take them to be tried from now on.
	 */
	List<String> abandoned() {
		List<String> endpoints = new ArrayList<>();
		long now = System.nanoTime();
		this.states.forEach((endpoint, state) -> {
			if (state.abandonAt() != null && now - state.abandonAt() >= 0) {
				tried(endpoint);
				endpoints.add(endpoint);
			}
		});
		return endpoints;
	}

	boolean hasLost() {
		for (State state : this.states.values()) {
			if (state.abandonAt() != null) {
				return true;
			}
		}
		return false;
	}

	Map<String, FailureReason> refused() {
		Map<String, FailureReason> refused = new LinkedHashMap<>();
		this.states.forEach((endpoint, state) -> {
			if (state.refusal() != null) {
				refused.put(endpoint, state.refusal());
			}
		});
		return refused;
	}

	void clear() {
		this.states.clear();
	}

	private long pause(State state) {
		int doublings = Math.min(Math.max(state.failures() - 1, 0), 30);
		long pause = Math.min(this.longestPause, this.firstPause << Math.min(doublings, 20));
		return pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
	}

	private void change(String endpoint, UnaryOperator<State> change) {
		this.states.compute(endpointOf(endpoint),
				(key, state) -> change.apply((state != null) ? state : State.INITIAL));
	}

	/**
	 * An address that no endpoint had is that of a name which has come to mean another.
	 */
	private String endpointOf(String address) {
		Map<String, String> endpoints = this.endpoints;
		String endpoint = endpoints.get(address);
		if (endpoint != null || endpoints.containsValue(address)) {
			return (endpoint != null) ? endpoint : address;
		}
		String port = address.substring(address.lastIndexOf(':') + 1);
		Set<String> candidates = new HashSet<>(endpoints.values());
		if (candidates.size() > 1) {
			candidates.removeIf((candidate) -> !candidate.endsWith(":" + port));
		}
		return (candidates.size() == 1) ? candidates.iterator().next() : address;
	}

	/**
	 * What is known of an endpoint.
	 *
	 * @param refusal why its server refuses us, {@code null} if it doesn't
	 * @param failures how many handshakes failed since the last one that succeeded
	 * @param abandonAt when to take it for abandoned, in nanoseconds, {@code null} while
	 * it is connected or being tried
	 */
	private record State(@Nullable FailureReason refusal, int failures, @Nullable Long abandonAt) {

		static final State INITIAL = new State(null, 0, null);

	}

}
