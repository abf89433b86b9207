// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
