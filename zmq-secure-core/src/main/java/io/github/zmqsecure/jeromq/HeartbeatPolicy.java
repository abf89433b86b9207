// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * How often the peers of a socket are sent a PING, and how long they may be silent.
 *
 * @param interval pause between two PINGs, zero for none
 * @param timeout how long nothing may come, zero for ever
 * @param forAll whether peers are included that are not known to answer a PING
 * @since 0.1.0
 */
public record HeartbeatPolicy(Duration interval, Duration timeout, boolean forAll) {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	/** Two PINGs may get lost, or be late. */
	private static final int INTERVALS = 3;

	private static final HeartbeatPolicy OFF = new HeartbeatPolicy(Duration.ZERO, Duration.ZERO, false);

	private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);

	private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

	/**
	 * Return the policy of a socket. What is configured holds for all of its peers.
	 * @param options the options of the socket
	 * @return the policy
	 */
	public static HeartbeatPolicy of(SocketOptions options) {
		Duration interval = options.get(SocketOption.HEARTBEAT_IVL, Duration.class);
		Duration timeout = options.get(SocketOption.HEARTBEAT_TIMEOUT, Duration.class);
		if (interval != null && interval.isZero()) {
			return OFF;
		}
		return of((interval != null) ? interval : INTERVAL, timeout, interval != null || timeout != null);
	}

	private static HeartbeatPolicy of(Duration interval, @Nullable Duration timeout, boolean forAll) {
		if (timeout == null) {
			return new HeartbeatPolicy(interval, interval.multipliedBy(INTERVALS), forAll);
		}
		Duration longest = timeout.dividedBy(INTERVALS);
		return new HeartbeatPolicy((timeout.isZero()) ? interval : min(interval, longest), timeout, forAll);
	}

	/**
	 * Return how often a connection should be looked at.
	 * @return the pause in between
	 */
	public Duration period() {
		Duration period = (this.interval.isZero()) ? LONGEST_PERIOD : this.interval.dividedBy(5);
		return (period.compareTo(SHORTEST_PERIOD) < 0) ? SHORTEST_PERIOD : min(period, LONGEST_PERIOD);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
