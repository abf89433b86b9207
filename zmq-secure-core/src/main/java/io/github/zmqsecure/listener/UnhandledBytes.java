// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;

/**
 * The bytes of the messages that a listener was given and is not done with. They count as
 * those of their peer, as they did before the socket was read. Small messages are bounded
 * by their number. Thread-safe.
 */
class UnhandledBytes {

	private static final int SMALL = 1024;

	private final MemoryBudget memory;

	private final String nameless;

	private final ByteAccount ofSocket;

	private final long limit;

	private final AtomicLong held = new AtomicLong();

	UnhandledBytes(MemoryBudget memory, String socket) {
		this.memory = memory;
		this.nameless = MemoryBudget.nameOf(socket);
		this.ofSocket = memory.getReceivedBy(socket);
		this.limit = this.memory.getAccount(Stage.RECEIVED).getLimit();
	}

	void taken(ZmqMessage message) {
		long size = message.size();
		if (size > SMALL) {
			this.held.addAndGet(size);
			this.ofSocket.take(size);
			this.memory.take(Stage.RECEIVED, nameOf(message), size);
		}
	}

	void done(ZmqMessage message) {
		long size = message.size();
		if (size > SMALL) {
			this.held.addAndGet(-size);
			this.ofSocket.release(size);
			this.memory.release(Stage.RECEIVED, nameOf(message), size);
		}
	}

	boolean isFull() {
		return this.held.get() >= this.limit;
	}

	boolean isHalfEmpty() {
		return this.held.get() <= this.limit / 2;
	}

	private String nameOf(ZmqMessage message) {
		return (message.peer() != null) ? message.peer().name() : this.nameless;
	}

}
