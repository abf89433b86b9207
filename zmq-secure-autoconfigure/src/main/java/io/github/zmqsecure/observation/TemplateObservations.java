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
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Starts the observations of a template. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TemplateObservations {

	private static final ZmqTemplateObservationConvention DEFAULT = new DefaultZmqTemplateObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ZmqTemplateObservationConvention convention;

	/**
	 * Observe in a registry.
	 * @param registry the registry, {@link ObservationRegistry#NOOP} to observe nothing
	 * @param convention the convention, {@code null} for the default
	 */
	public TemplateObservations(ObservationRegistry registry, @Nullable ZmqTemplateObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Observe nothing.
	 * @return observations that cost nothing
	 */
	public static TemplateObservations none() {
		return new TemplateObservations(ObservationRegistry.NOOP, null);
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
	 * @param socket the name of the socket
	 * @param operation what is done: {@code send}, {@code publish} or {@code request}
	 * @param topic the topic, {@code null} if there is none
	 * @return the observation
	 */
	public ObservedMessage start(String socket, String operation, @Nullable String topic) {
		if (isNoop()) {
			return ObservedMessage.NONE;
		}
		ZmqTemplateObservationContext context = new ZmqTemplateObservationContext(socket, operation, topic);
		Observation observation = ZmqTemplateObservation.EXCHANGE.start(this.convention, DEFAULT, () -> context,
				this.registry);
		Map<String, String> headers = context.getCarrier();
		return new ObservedMessage(observation, (headers != null) ? headers : Map.of());
	}

}
