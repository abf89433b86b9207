// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
@FunctionalInterface
public interface TemplateObservations {

	/**
	 * Start the observation of a message.
	 * @param socket the name of the socket
	 * @param operation what is done: {@code send}, {@code publish} or {@code request}
	 * @param topic the topic, {@code null} if there is none
	 * @return the observation
	 */
	ObservedMessage start(String socket, String operation, @Nullable String topic);

	/**
	 * Observe nothing.
	 * @return observations that cost nothing
	 */
	static TemplateObservations none() {
		return (socket, operation, topic) -> ObservedMessage.NONE;
	}

	/**
	 * Observe in a registry.
	 * @param registry the registry
	 * @param convention the convention, {@code null} for the default
	 * @return the observations
	 */
	static TemplateObservations in(ObservationRegistry registry,
			@Nullable ZmqTemplateObservationConvention convention) {
		ZmqTemplateObservationConvention standard = new DefaultZmqTemplateObservationConvention();
		return (socket, operation, topic) -> {
			ZmqTemplateObservationContext context = new ZmqTemplateObservationContext(socket, operation, topic);
			Observation observation = ZmqTemplateObservation.EXCHANGE.start(convention, standard, () -> context,
					registry);
			Map<String, String> headers = context.getCarrier();
			return new RegisteredMessage(observation, (headers != null) ? headers : Map.of());
		};
	}

}
