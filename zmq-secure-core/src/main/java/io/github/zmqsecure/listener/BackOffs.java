// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The messages of a listener that wait to be handled again. Thread-safe.
 */
class BackOffs {

	private final ListenerTimer timer;

	private final Consumer<InFlightMessage> resume;

	private final Set<InFlightMessage> waiting = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	/**
	 * Create back-offs.
	 * @param timer tells when they are over
	 * @param resume takes the messages then
	 */
	BackOffs(ListenerTimer timer, Consumer<InFlightMessage> resume) {
		this.timer = timer;
		this.resume = resume;
	}

	/**
	 * Let a message wait, or give it up if there is no time.
	 */
	void begin(InFlightMessage message, Duration delay) {
		this.waiting.add(message);
		try {
			this.timer.schedule(() -> end(message), delay);
		}
		catch (RuntimeException | Error ex) {
			giveUp(message);
		}
		if (this.ended) {
			giveUp(message);
		}
	}

	/**
	 * Give up what waits, and what would.
	 */
	void end() {
		this.ended = true;
		this.waiting.forEach(this::giveUp);
	}

	private void end(InFlightMessage message) {
		if (this.waiting.remove(message)) {
			this.resume.accept(message);
		}
	}

	private void giveUp(InFlightMessage message) {
		if (this.waiting.remove(message)) {
			message.giveUp();
			this.resume.accept(message);
		}
	}

}
