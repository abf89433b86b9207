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
