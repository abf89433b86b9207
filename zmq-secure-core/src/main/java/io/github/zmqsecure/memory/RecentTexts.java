// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of texts that others choose, such as topics. Of all of them the
 * latest are kept, as many as their number and their bytes permit. Not thread-safe.
 *
 * @param <V> what is remembered
 * @since 0.1.0
 */
public final class RecentTexts<V> {

	/** An entry of the map, the head of a text and a boxed value. */
	private static final int OVERHEAD = 128;

	private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

	private final int maxTexts;

	private final long maxBytes;

	private long bytes;

	/**
	 * Create an empty memory.
	 * @param maxTexts how many texts may be remembered
	 * @param maxBytes how many bytes they may occupy, overhead included
	 */
	public RecentTexts(int maxTexts, long maxBytes) {
		this.maxTexts = maxTexts;
		this.maxBytes = maxBytes;
	}

	/**
	 * Return what is remembered of a text.
	 * @param text the text
	 * @return the value, {@code null} if the text is not remembered
	 */
	public @Nullable V get(String text) {
		return this.values.get(text);
	}

	/**
	 * Remember a text, and forget others where there is no room for it.
	 * @param text the text
	 * @param value the value
	 * @return the former value, {@code null} if there was none
	 */
	public @Nullable V put(String text, V value) {
		long size = sizeOf(text);
		if (size > this.maxBytes) {
			return null;
		}
		V former = this.values.put(text, value);
		if (former == null) {
			this.bytes += size;
			forgetEldest();
		}
		return former;
	}

	/**
	 * Return how many texts are remembered.
	 * @return the number of texts
	 */
	public int size() {
		return this.values.size();
	}

	private void forgetEldest() {
		while (this.values.size() > this.maxTexts || this.bytes > this.maxBytes) {
			String eldest = this.values.keySet().iterator().next();
			this.values.remove(eldest);
			this.bytes -= sizeOf(eldest);
		}
	}

	private static long sizeOf(String text) {
		return OVERHEAD + 2L * text.length();
	}

}
