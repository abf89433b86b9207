// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that a socket connects to: which of them refuse it, and which JeroMQ has
 * given up. JeroMQ reconnects after an I/O error but never after a refusal; an endpoint
 * that it doesn't try again within the back-off is abandoned. What is known belongs to
 * the endpoint that was connected to, whichever address its name means at the time.
 * Thread-safe.
 */
class ReconnectTracker {

	private static final Duration RETRY_GRACE = Duration.ofSeconds(3);

	private final Map<String, State> states = new ConcurrentHashMap<>();

	private volatile Map<String, Set<String>> endpoints = Map.of();

	private volatile Set<String> movable = Set.of();

	private final long connectTimeout;

	private final long firstPause;

	private final long longestPause;

	ReconnectTracker(SocketOptions options) {
		this.firstPause = options.getRequired(SocketOption.RECONNECT_IVL, Duration.class).toNanos();
		this.connectTimeout = options.getRequired(SocketOption.HANDSHAKE_IVL, Duration.class).toNanos();
		this.longestPause = Math.max(this.firstPause,
				options.getRequired(SocketOption.RECONNECT_IVL_MAX, Duration.class).toNanos());
	}

	/**
	 * Set what the socket connects to. What is known of other endpoints is forgotten.
	 * @param endpoints the endpoints by the addresses that JeroMQ's events bear
	 * @param movable those endpoints that are given up where JeroMQ would go on trying,
	 * since they have other addresses
	 */
	void setEndpoints(Map<String, ? extends Set<String>> endpoints, Set<String> movable) {
		this.endpoints = Collections.unmodifiableMap(new HashMap<>(endpoints));
		this.movable = Set.copyOf(movable);
		endpoints.forEach((address, endpoint) -> {
			State state = (endpoint.contains(address)) ? null : this.states.remove(address);
			if (state != null) {
				endpoint.forEach((each) -> this.states.putIfAbsent(each, state));
			}
		});
		this.states.keySet().retainAll(this.endpoints.values().stream().flatMap(Set::stream).toList());
	}

	/**
	 * Return the endpoints that addresses belong to.
	 */
	Set<String> endpointsOf(Collection<String> addresses) {
		return addresses.stream().flatMap((address) -> endpointsOf(address).stream()).collect(Collectors.toSet());
	}

	void tried(String address) {
		change(address, (state) -> state.abandonedAt(null));
	}

	/**
	 * JeroMQ waits for the network, which may take minutes.
	 */
	void connecting(String address) {
		if (!isMovable(address)) {
			tried(address);
			return;
		}
		long deadline = System.nanoTime() + this.connectTimeout;
		change(address, (state) -> state.orAbandonedAt(deadline));
	}

	/**
	 * JeroMQ tries again after a pause, or gives the endpoint up if it doesn't.
	 */
	void retrying(String address, Duration pause) {
		boolean movable = isMovable(address);
		long abandonAt = System.nanoTime() + pause.plus(RETRY_GRACE).toNanos();
		change(address, (state) -> movable ? lost(state.failed(state.refusal())) : state.abandonedAt(abandonAt));
	}

	/**
	 * What was heard last may have been of a connection that is not wanted any more.
	 */
	void unwanted(String address) {
		long abandonAt = System.nanoTime() + RETRY_GRACE.toNanos();
		change(address, (state) -> state.orAbandonedAt(abandonAt));
	}

	/**
	 * Look once more, later, at an endpoint that was taken for abandoned: JeroMQ may be
	 * held up in trying it. Once only, until it is connected.
	 * @return whether it is looked at once more
	 */
	boolean spare(String address) {
		if (endpointsOf(address).stream().map(this.states::get).anyMatch((state) -> state != null && state.spared())) {
			return false;
		}
		long abandonAt = System.nanoTime() + RETRY_GRACE.toNanos();
		change(address, (state) -> new State(state.refusal(), state.failures(), abandonAt, true));
		return true;
	}

	void succeeded(String endpoint) {
		change(endpoint, (state) -> State.INITIAL);
	}

	void failed(String endpoint, FailureReason reason) {
		change(endpoint, (state) -> state.failed(reason.isRefusal() ? reason : null));
	}

	void lost(String address) {
		change(address, this::lost);
	}

	/**
	 * Return the endpoints that are abandoned, and take them to be tried from now on. One
	 * stands for all that share its address.
	 */
	List<String> abandoned() {
		List<String> endpoints = new ArrayList<>();
		long now = System.nanoTime();
		this.states.forEach((endpoint, state) -> {
			if (state.abandonAt() != null && now - state.abandonAt() >= 0) {
				tried(endpoint);
				this.endpoints.forEach((address, names) -> {
					if (names.contains(endpoint)) {
						tried(address);
					}
				});
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

	private State lost(State state) {
		long abandonAt = System.nanoTime() + pause(state);
		Long former = state.abandonAt();
		return state.abandonedAt((former != null && former - abandonAt < 0) ? former : Long.valueOf(abandonAt));
	}

	private boolean isMovable(String address) {
		return endpointsOf(address).stream().anyMatch(this.movable::contains);
	}

	private void change(String address, UnaryOperator<State> change) {
		endpointsOf(address).forEach((endpoint) -> this.states.compute(endpoint,
				(key, state) -> change.apply((state != null) ? state : State.INITIAL)));
	}

	/**
	 * Return the first of the endpoints that an address belongs to.
	 */
	String endpointOf(String address) {
		return endpointsOf(address).iterator().next();
	}

	private Set<String> endpointsOf(String address) {
		return this.endpoints.getOrDefault(address, Set.of(address));
	}

	/**
	 * What is known of an endpoint.
	 *
	 * @param refusal why its server refuses the socket, {@code null} if it doesn't
	 * @param failures how many handshakes failed since the last one that succeeded
	 * @param abandonAt when to take it for abandoned, in nanoseconds, {@code null} while
	 * it is connected or being tried
	 * @param spared whether it was taken for abandoned before, and looked at once more
	 */
	private record State(@Nullable FailureReason refusal, int failures, @Nullable Long abandonAt, boolean spared) {

		static final State INITIAL = new State(null, 0, null, false);

		State abandonedAt(@Nullable Long abandonAt) {
			return new State(this.refusal, this.failures, abandonAt, this.spared);
		}

		/** As it is, if it is known when to take it for abandoned. */
		State orAbandonedAt(long abandonAt) {
			return (this.abandonAt != null) ? this : abandonedAt(abandonAt);
		}

		State failed(@Nullable FailureReason refusal) {
			return new State(refusal, this.failures + 1, this.abandonAt, this.spared);
		}

	}

}
