// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
