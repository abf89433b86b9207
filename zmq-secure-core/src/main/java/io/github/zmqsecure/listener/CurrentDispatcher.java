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

package io.github.zmqsecure.listener;

import org.jspecify.annotations.Nullable;

/**
 * Knows one of whose messages a thread handles, so that a handler that stops its own
 * listener does not wait for itself.
 */
final class CurrentDispatcher {

	private static final ThreadLocal<@Nullable ListenerDispatcher> CURRENT = new ThreadLocal<>();

	private CurrentDispatcher() {
	}

	/**
	 * Return the dispatcher one of whose messages this thread handles.
	 */
	static @Nullable ListenerDispatcher get() {
		return CURRENT.get();
	}

	/**
	 * Set the dispatcher one of whose messages this thread handles.
	 * @return the former
	 */
	static @Nullable ListenerDispatcher set(@Nullable ListenerDispatcher dispatcher) {
		ListenerDispatcher former = CURRENT.get();
		CURRENT.set(dispatcher);
		return former;
	}

	/**
	 * Do something on behalf of the thread that handles a message of a dispatcher.
	 */
	static void runAs(@Nullable ListenerDispatcher dispatcher, Runnable action) {
		ListenerDispatcher former = set(dispatcher);
		try {
			action.run();
		}
		finally {
			set(former);
		}
	}

}
