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
