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
