// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last few of many. Thread-safe.
 *
 * @param <T> of what
 */
class Recent<T> {

	private static final int REMEMBERED = 8;

	private final Deque<T> elements = new ArrayDeque<>();

	synchronized void add(T element) {
		this.elements.addFirst(element);
		if (this.elements.size() > REMEMBERED) {
			this.elements.removeLast();
		}
	}

	/**
	 * Return them, the newest first.
	 */
	synchronized List<T> get() {
		return List.copyOf(this.elements);
	}

}
