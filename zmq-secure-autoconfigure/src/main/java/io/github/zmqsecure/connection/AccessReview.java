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
import java.util.Collection;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks anew, after a change, whether the clients that are in may stay, and cuts those
 * that may not. A handshake that was under way during the change is looked at again once
 * it has ended. Runs on a thread of its own, so that a slow authorizer holds up no
 * deadline.
 */
class AccessReview {

	private static final Log logger = LogFactory.getLog(AccessReview.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private static final Duration HANDSHAKES_UNDER_WAY = Duration.ofMillis(20);

	private static final Duration NO_ANSWER = Duration.ofSeconds(1);

	private final RateLimitedLog revocationLog = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private final ClientAccess access;

	private final Collection<ConnectionTracker> trackers;

	private volatile long changedAt = System.nanoTime();

	private final GuardedThread thread;

	AccessReview(ClientAccess access, Collection<ConnectionTracker> trackers, GuardedThreads threads) {
		this.access = access;
		this.trackers = trackers;
		this.thread = threads.create("zmq-secure-access-review", this::review);
	}

	/**
	 * Review all connections. To be called after the change took effect.
	 */
	void request() {
		this.changedAt = System.nanoTime();
		this.thread.wake();
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.thread.stop();
	}

	private Duration review() {
		return switch (review(this.changedAt)) {
			case DONE -> GuardedThread.UNTIL_WOKEN;
			case HANDSHAKES_UNDER_WAY -> HANDSHAKES_UNDER_WAY;
			case NO_ANSWER -> NO_ANSWER;
		};
	}

	private Outcome review(long changedAt) {
		Outcome outcome = Outcome.DONE;
		for (ConnectionTracker tracker : this.trackers) {
			for (Connection connection : tracker.getAccepted()) {
				Outcome each = connection.isReviewedSince(changedAt) ? Outcome.DONE : review(tracker, connection);
				outcome = (each.compareTo(outcome) > 0) ? each : outcome;
			}
		}
		return outcome;
	}

	private Outcome review(ConnectionTracker tracker, Connection connection) {
		AuthenticatedPeer peer = connection.getPeer();
		if (peer == null || !connection.isReady()) {
			return connection.isPending() ? Outcome.HANDSHAKES_UNDER_WAY : Outcome.DONE;
		}
		long now = System.nanoTime();
		try {
			if (!this.access.isAllowed(tracker.getName(), peer)) {
				this.revocationLog.warn("Socket '" + tracker.getName() + "' closes its connection with "
						+ connection.getRemoteAddress() + ": peer '" + peer.name() + "', key "
						+ peer.publicKey().fingerprint() + ", is not allowed any more");
				tracker.revoke(connection);
			}
			connection.reviewed(now);
			return Outcome.DONE;
		}
		catch (Throwable ex) {
			failureLog.error("The client authorizer failed, so peer '" + peer.name() + "' stays connected to socket '"
					+ tracker.getName() + "' until it answers; it is asked again every second", ex);
			return Outcome.NO_ANSWER;
		}
	}

	/**
	 * The later the more urgently it must be looked at again.
	 */
	private enum Outcome {

		DONE, NO_ANSWER, HANDSHAKES_UNDER_WAY

	}

}
