// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The observation of one message, which may be nothing at all.
 *
 * @since 0.1.0
 */
public interface ObservedMessage {

	/** Nothing is observed. */
	ObservedMessage NONE = new ObservedMessage() {
	};

	/**
	 * Start an observation whose failures are logged, and cost no message.
	 * @param start starts it
	 * @return the observation, {@link #NONE} if it can't be started
	 */
	static ObservedMessage guarded(Supplier<ObservedMessage> start) {
		return GuardedMessage.start(start);
	}

	/**
	 * Return what shall travel with the message, such as the trace context.
	 * @return the headers, none if there is nothing to tell
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

	/**
	 * Make the observation the current one of this thread.
	 * @return what ends that
	 */
	default Scope openScope() {
		return Scope.NONE;
	}

	/**
	 * Note that something failed.
	 * @param error what happened
	 */
	default void error(Throwable error) {
	}

	/**
	 * End the observation.
	 */
	default void stop() {
	}

	/**
	 * A time in which an observation is the current one of its thread.
	 */
	@FunctionalInterface
	interface Scope {

		/** Nothing to end. */
		Scope NONE = () -> {
		};

		/**
		 * End it.
		 */
		void close();

	}

}
