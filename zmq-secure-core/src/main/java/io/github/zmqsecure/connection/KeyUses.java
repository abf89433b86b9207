// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * How keys were used since start-up. Of more than a fixed number those that were used
 * last are remembered. Thread-safe.
 *
 * @since 0.1.0
 */
public final class KeyUses {

	private final ReentrantLock lock = new ReentrantLock();

	/** The one that was used last is the last. */
	private final Map<CurvePublicKey, KeyUse> uses = new LinkedHashMap<>();

	private final int capacity;

	KeyUses(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Return how a key was used.
	 * @param key the key
	 * @return its use, {@code null} if it was not
	 */
	public @Nullable KeyUse find(CurvePublicKey key) {
		this.lock.lock();
		try {
			return this.uses.get(key);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many handshakes with a key succeeded.
	 * @param key the key
	 * @return the number since start-up
	 */
	public long getHandshakes(CurvePublicKey key) {
		KeyUse use = find(key);
		return (use != null) ? use.handshakes() : 0;
	}

	/**
	 * Return all uses.
	 * @return a copy, the least recently used key first
	 */
	public Map<CurvePublicKey, KeyUse> all() {
		this.lock.lock();
		try {
			return new LinkedHashMap<>(this.uses);
		}
		finally {
			this.lock.unlock();
		}
	}

	void used(CurvePublicKey key) {
		this.lock.lock();
		try {
			KeyUse former = this.uses.remove(key);
			this.uses.put(key, new KeyUse((former != null) ? former.handshakes() + 1 : 1, Instant.now()));
			if (this.uses.size() > this.capacity) {
				this.uses.remove(this.uses.keySet().iterator().next());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
