// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.memory.ByteAccount;

/**
 * Watches how much of an account is held, and remembers the most.
 */
final class PeakBytes implements AutoCloseable {

	private final ByteAccount account;

	private final Thread thread = new Thread(this::run, "peak");

	private volatile long highest;

	private volatile boolean closed;

	PeakBytes(ByteAccount account) {
		this.account = account;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		while (!this.closed) {
			this.highest = Math.max(this.highest, this.account.getHeld());
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
		}
	}

	long highest() {
		return this.highest;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
