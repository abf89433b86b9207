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

package io.github.zmqsecure.proxy;

import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.MessageTooLargeException;
import io.github.zmqsecure.channel.ProxiedSocket;
import io.github.zmqsecure.channel.ZmqMessage;

/**
 * Gives a socket a copy of what a proxy passes on, as far as it can take it at once. What
 * it can't is counted. Thread-safe.
 */
class ProxyCapture {

	private final ProxiedSocket socket;

	private final LongAdder captured = new LongAdder();

	ProxyCapture(ProxiedSocket socket) {
		this.socket = socket;
	}

	void capture(ZmqMessage message) {
		try {
			if (this.socket.forward(message)) {
				this.captured.increment();
			}
			else {
				this.socket.get().getStatistics().dropped(DropReason.QUEUE_FULL, 1);
			}
		}
		catch (MessageTooLargeException ex) {
			// It is counted where it was refused.
		}
	}

	ProxiedSocket socket() {
		return this.socket;
	}

	long captured() {
		return this.captured.sum();
	}

}
