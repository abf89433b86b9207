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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Starts the observations of listeners. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ListenerObservations {

	private static final ZmqListenerObservationConvention DEFAULT = new DefaultZmqListenerObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ZmqListenerObservationConvention convention;

	/**
	 * Observe in a registry.
	 * @param registry the registry, {@link ObservationRegistry#NOOP} to observe nothing
	 * @param convention the convention, {@code null} for the default
	 */
	public ListenerObservations(ObservationRegistry registry, @Nullable ZmqListenerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Observe nothing.
	 * @return observations that cost nothing
	 */
	public static ListenerObservations none() {
		return new ListenerObservations(ObservationRegistry.NOOP, null);
	}

	/**
	 * Return whether nothing is observed.
	 * @return whether all observations are nothing at all
	 */
	public boolean isNoop() {
		return this.registry.isNoop();
	}

	/**
	 * Start the observation of a message.
	 * @param context makes the context, only if it is needed
	 * @return the observation
	 */
	public ObservedMessage start(Supplier<ZmqListenerObservationContext> context) {
		if (isNoop()) {
			return ObservedMessage.NONE;
		}
		Observation observation = ZmqListenerObservation.PROCESS.start(this.convention, DEFAULT, context,
				this.registry);
		return new ObservedMessage(observation, Map.of());
	}

}
