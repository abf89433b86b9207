// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.listener.ListenerStatus;

/**
 * What health says of the listeners that run.
 *
 * @param statuses how they are doing
 * @param stuckFor how long one may be full without a message being done with
 */
record ListenerHealth(List<ListenerStatus> statuses, Duration stuckFor) {

	/** How much longer than its time a handler may run that was told to end. */
	private static final Duration GRACE = Duration.ofSeconds(5);

	void addProblems(List<String> problems) {
		for (ListenerStatus status : this.statuses) {
			String listener = "Listener '" + status.id() + "' of socket '" + status.socket() + "' ";
			if (status.workers() < status.concurrency()) {
				problems.add(listener + "has " + status.workers() + " of " + status.concurrency() + " workers");
			}
			if (status.stuckFor().compareTo(this.stuckFor) > 0) {
				problems.add(listener + "has " + status.active() + " messages under way, as many as may be, and has "
						+ "been done with none for " + status.stuckFor().toSeconds() + " s");
			}
			Duration timeout = status.handlerTimeout();
			if (timeout != null && status.oldest().compareTo(timeout.plus(GRACE)) > 0) {
				problems.add(listener + "has handled a message for " + status.oldest().toSeconds()
						+ " s and does not end at its handler-timeout of " + timeout.toMillis() + " ms");
			}
		}
	}

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		for (ListenerStatus status : this.statuses) {
			details.put(status.id(),
					Map.of("socket", status.socket(), "workers", status.workers() + " of " + status.concurrency(),
							"active", status.active(), "capacity", status.capacity(), "oldest",
							status.oldest().toMillis() + " ms"));
		}
		return details;
	}

}
