// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageQueue} that keeps the newest message of each topic, the first frame.
 * Unlike ZeroMQ's own conflation it keeps messages whole.
 */
class ConflatingMessageQueue implements MessageQueue {

	private final Queue<String> topics = new ConcurrentLinkedQueue<>();

	private final Map<String, InFlightMessage> newest = new ConcurrentHashMap<>();

	@Override
	public @Nullable InFlightMessage add(InFlightMessage message) {
		String topic = topicOf(message);
		InFlightMessage older = this.newest.put(topic, message);
		if (older == null) {
			this.topics.add(topic);
		}
		return older;
	}

	@Override
	public @Nullable InFlightMessage poll() {
		String topic = this.topics.poll();
		return (topic != null) ? Objects.requireNonNull(this.newest.remove(topic)) : null;
	}

	/** Bytes that are not text stay apart. */
	private static String topicOf(InFlightMessage message) {
		return new String(message.raw().frame(0), StandardCharsets.ISO_8859_1);
	}

}
