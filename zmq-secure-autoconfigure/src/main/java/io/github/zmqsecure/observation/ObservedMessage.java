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

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one message, which may be nothing at all.
 *
 * @since 0.1.0
 */
public final class ObservedMessage {

	static final ObservedMessage NONE = new ObservedMessage(null, Map.of());

	private final @Nullable Observation observation;

	private final Map<String, String> headers;

	ObservedMessage(@Nullable Observation observation, Map<String, String> headers) {
		this.observation = observation;
		this.headers = headers;
	}

	/**
	 * Return what shall travel with the message, such as the trace context.
	 * @return the headers, none if there is nothing to tell
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Make the observation the current one of this thread.
	 * @return what ends that
	 */
	public Scope openScope() {
		if (this.observation == null) {
			return () -> {
			};
		}
		Observation.Scope scope = this.observation.openScope();
		return scope::close;
	}

	/**
	 * Note that something failed.
	 * @param error what happened
	 */
	public void error(Throwable error) {
		if (this.observation != null) {
			this.observation.error(error);
		}
	}

	/**
	 * End the observation.
	 */
	public void stop() {
		if (this.observation != null) {
			this.observation.stop();
		}
	}

	/**
	 * A time in which an observation is the current one of its thread.
	 */
	@FunctionalInterface
	public interface Scope {

		/**
		 * End it.
		 */
		void close();

	}

}
