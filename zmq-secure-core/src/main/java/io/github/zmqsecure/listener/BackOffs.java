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
