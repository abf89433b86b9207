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
