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

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageQueue} that keeps the newest message of each topic, the first frame.
 * Unlike ZeroMQ's own conflation it keeps messages whole.
 */
class ConflatingMessageQueue implements MessageQueue {

	private final BlockingQueue<String> topics = new LinkedBlockingQueue<>();

	private final Map<String, ZmqMessage> newest = new ConcurrentHashMap<>();

	@Override
	public boolean add(ZmqMessage message) {
		String topic = message.text(0);
		return this.newest.put(topic, message) == null && this.topics.add(topic);
	}

	@Override
	public ZmqMessage take() throws InterruptedException {
		return newest(this.topics.take());
	}

	@Override
	public @Nullable ZmqMessage poll() {
		String topic = this.topics.poll();
		return (topic != null) ? newest(topic) : null;
	}

	private ZmqMessage newest(String topic) {
		return Objects.requireNonNull(this.newest.remove(topic));
	}

}
