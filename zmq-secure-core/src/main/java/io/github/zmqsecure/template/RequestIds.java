// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids that nobody can guess, so that no peer can reply to a request that another got.
 * They are drawn in advance, since asking the generator for each is slow. Thread-safe.
 */
class RequestIds {

	private static final int DRAWN = 512;

	private final SecureRandom random = new SecureRandom();

	private final ReentrantLock lock = new ReentrantLock();

	private final ByteBuffer ids = ByteBuffer.allocate(DRAWN * Long.BYTES).limit(0);

	/**
	 * Return another id.
	 * @return 64 random bits
	 */
	long next() {
		this.lock.lock();
		try {
			if (!this.ids.hasRemaining()) {
				this.random.nextBytes(this.ids.array());
				this.ids.clear();
			}
			return this.ids.getLong();
		}
		finally {
			this.lock.unlock();
		}
	}

}
