// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;

import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.Heartbeat;
import io.github.zmqsecure.jeromq.HeartbeatPolicy;
import io.github.zmqsecure.thread.GuardedThread;

/**
 * Has the peers of one socket sent PINGs, and cuts the connections of those that fall
 * silent. For the guard's thread only.
 */
class HeartbeatMonitor {

	private final HeartbeatPolicy policy;

	private final ConnectionRegistry connections;

	private final ConnectionOutcomes outcomes;

	private final EngineInspector inspector;

	private final long period;

	private long checkedAt = System.nanoTime();

	HeartbeatMonitor(HeartbeatPolicy policy, ConnectionRegistry connections, ConnectionOutcomes outcomes,
			EngineInspector inspector) {
		this.policy = policy;
		this.connections = connections;
		this.outcomes = outcomes;
		this.inspector = inspector;
		this.period = policy.period().toNanos();
	}

	/**
	 * Look at the connections if it is time. A longer time than usual was one in which
	 * this process did not get on, and read nothing: it doesn't count.
	 * @return how long nothing has to be looked at
	 */
	Duration check() {
		long elapsed = System.nanoTime() - this.checkedAt;
		if (this.connections.ready() == 0) {
			return GuardedThread.UNTIL_WOKEN;
		}
		if (elapsed < this.period) {
			return Duration.ofNanos(this.period - elapsed);
		}
		this.checkedAt += elapsed;
		for (Connection connection : this.connections.all()) {
			if (connection.isReady()) {
				check(connection, Math.min(elapsed, 2 * this.period));
			}
		}
		return this.policy.period();
	}

	private void check(Connection connection, long elapsed) {
		Heartbeat heartbeat = this.inspector.heartbeat(connection.channel());
		if (heartbeat != null && heartbeat.isSilentAfter(elapsed)) {
			this.outcomes.silent(connection);
		}
	}

}
