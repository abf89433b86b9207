// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.memory.ByteAccount;
import zmq.Msg;

/**
 * A frame that a publisher gives to many connections, and that occupies memory once. It
 * counts while any of them holds it. Thread-safe.
 */
final class SharedFrame extends Msg {

	private final ByteAccount account;

	private final AtomicInteger holders = new AtomicInteger();

	SharedFrame(byte[] frame, ByteAccount account) {
		super(frame);
		this.account = account;
	}

	void hold() {
		if (this.holders.getAndIncrement() == 0) {
			this.account.take(MeteredPipe.costOf(this));
		}
	}

	void release() {
		if (this.holders.decrementAndGet() == 0) {
			this.account.release(MeteredPipe.costOf(this));
		}
	}

}
