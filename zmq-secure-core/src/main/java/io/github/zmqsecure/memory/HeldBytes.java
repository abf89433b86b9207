// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one holds of an account, which is given back at the latest when it is closed,
 * whoever closes it. Nothing is held after that, so that a thread which comes back late
 * takes nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HeldBytes implements AutoCloseable {

	private static final long CLOSED = Long.MIN_VALUE;

	private final ByteAccount account;

	private final AtomicLong held = new AtomicLong();

	/**
	 * Hold nothing yet.
	 * @param account what is held a part of
	 */
	public HeldBytes(ByteAccount account) {
		this.account = account;
	}

	/**
	 * Hold some bytes, whether there is room for them or not.
	 * @param bytes the number of bytes; negative to hold fewer
	 */
	public void take(long bytes) {
		long held;
		do {
			held = this.held.get();
			if (held == CLOSED) {
				return;
			}
		}
		while (!this.held.compareAndSet(held, held + bytes));
		this.account.take(bytes);
	}

	/**
	 * Hold some bytes no more.
	 * @param bytes the number of bytes
	 */
	public void release(long bytes) {
		take(-bytes);
	}

	/**
	 * Give back what is held. Does nothing if closed already.
	 */
	@Override
	public void close() {
		long held = this.held.getAndSet(CLOSED);
		if (held != CLOSED) {
			this.account.release(held);
		}
	}

}
