// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
