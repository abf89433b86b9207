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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ids of the latest requests for whose replies nobody waits any more, so that a late
 * reply is known for one. Thread-safe.
 */
class AbandonedRequests {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Long, Boolean> ids;

	/**
	 * Create an empty collection.
	 * @param max how many ids are remembered
	 */
	AbandonedRequests(int max) {
		this.ids = new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
				return size() > max;
			}

		};
	}

	void add(long id) {
		this.lock.lock();
		try {
			this.ids.put(id, true);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether a request was abandoned, and forget it.
	 */
	boolean remove(long id) {
		this.lock.lock();
		try {
			return this.ids.remove(id) != null;
		}
		finally {
			this.lock.unlock();
		}
	}

}
