// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Starts the observations of listeners. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ListenerObservations {

	/**
	 * Start the observation of a message.
	 * @param socket the name of the socket
	 * @param listenerId the id of the listener
	 * @param context makes the context, only if it is needed
	 * @return the observation
	 */
	ObservedMessage start(String socket, String listenerId, Supplier<ZmqListenerObservationContext> context);

	/**
	 * Observe nothing.
	 * @return observations that cost nothing
	 */
	static ListenerObservations none() {
		return (socket, listenerId, context) -> ObservedMessage.NONE;
	}

	/**
	 * Observe in a registry.
	 * @param registry the registry
	 * @param convention the convention, {@code null} for the default
	 * @return the observations
	 */
	static ListenerObservations in(ObservationRegistry registry,
			@Nullable ZmqListenerObservationConvention convention) {
		ZmqListenerObservationConvention standard = new DefaultZmqListenerObservationConvention();
		return (socket, listenerId, context) -> new RegisteredMessage(
				ZmqListenerObservation.PROCESS.start(convention, standard, context, registry), Map.of());
	}

}
