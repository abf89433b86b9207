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
