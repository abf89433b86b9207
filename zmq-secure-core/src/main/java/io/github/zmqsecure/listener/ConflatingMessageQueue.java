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
