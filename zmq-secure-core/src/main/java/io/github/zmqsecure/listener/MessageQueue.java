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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * The messages that were taken in and that no worker has taken yet. How many there may be
 * is for the {@link ListenerDispatcher} to bound.
 */
interface MessageQueue {

	/**
	 * Add a message.
	 * @return the older one whose place it took, {@code null} if there is one message
	 * more
	 */
	@Nullable InFlightMessage add(InFlightMessage message);

	/**
	 * Take a message if there is one.
	 */
	@Nullable InFlightMessage poll();

	/**
	 * A queue that keeps every message.
	 */
	static MessageQueue keepingAll() {
		Queue<InFlightMessage> messages = new ConcurrentLinkedQueue<>();
		return new MessageQueue() {

			@Override
			public @Nullable InFlightMessage add(InFlightMessage message) {
				messages.add(message);
				return null;
			}

			@Override
			public @Nullable InFlightMessage poll() {
				return messages.poll();
			}

		};
	}

}
