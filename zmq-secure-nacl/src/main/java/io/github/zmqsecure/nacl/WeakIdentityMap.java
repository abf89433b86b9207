// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A map by the identity of keys that it does not keep alive. Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values, which must not refer to their keys
 */
class WeakIdentityMap<K, V> {

	private final ConcurrentMap<Object, V> entries = new ConcurrentHashMap<>();

	private final ReferenceQueue<K> collected = new ReferenceQueue<>();

	private final Consumer<? super V> dropped;

	WeakIdentityMap() {
		this((value) -> {
		});
	}

	/**
	 * Create a map.
	 * @param dropped given the values whose keys were collected
	 */
	WeakIdentityMap(Consumer<? super V> dropped) {
		this.dropped = dropped;
	}

	void put(K key, V value) {
		expunge();
		this.entries.put(new WeakKey<>(key, this.collected), value);
	}

	@Nullable V get(K key) {
		return this.entries.get(new LookupKey(key));
	}

	@Nullable V remove(K key) {
		return this.entries.remove(new LookupKey(key));
	}

	int size() {
		expunge();
		return this.entries.size();
	}

	private void expunge() {
		for (Reference<?> key = this.collected.poll(); key != null; key = this.collected.poll()) {
			V value = this.entries.remove(key);
			if (value != null) {
				this.dropped.accept(value);
			}
		}
	}

	private static boolean same(@Nullable Object left, @Nullable Object right) {
		return left != null && left == right;
	}

	private static final class WeakKey<K> extends WeakReference<K> {

		private final int hash;

		WeakKey(K key, ReferenceQueue<K> queue) {
			super(key, queue);
			this.hash = System.identityHashCode(key);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other || (other instanceof WeakKey<?> weak && same(get(), weak.get()))
					|| (other instanceof LookupKey lookup && same(get(), lookup.key));
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

	private static final class LookupKey {

		private final Object key;

		LookupKey(Object key) {
			this.key = key;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof WeakKey<?> weak && same(this.key, weak.get());
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.key);
		}

	}

}
