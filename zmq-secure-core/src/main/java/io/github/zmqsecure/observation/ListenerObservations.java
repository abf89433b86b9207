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
