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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were taken in and that no worker has taken yet. How many there may be
 * is for the {@link ListenerDispatcher} to bound.
 */
interface MessageQueue {

	/**
	 * Add a message.
	 * @return whether there is one message more; otherwise it took the place of an older
	 * one
	 */
	boolean add(ZmqMessage message);

	/**
	 * Wait for a message.
	 */
	ZmqMessage take() throws InterruptedException;

	/**
	 * Take a message if there is one.
	 */
	@Nullable ZmqMessage poll();

	/**
	 * A queue that keeps every message.
	 */
	static MessageQueue keepingAll() {
		BlockingQueue<ZmqMessage> messages = new LinkedBlockingQueue<>();
		return new MessageQueue() {

			@Override
			public boolean add(ZmqMessage message) {
				return messages.add(message);
			}

			@Override
			public ZmqMessage take() throws InterruptedException {
				return messages.take();
			}

			@Override
			public @Nullable ZmqMessage poll() {
				return messages.poll();
			}

		};
	}

}
