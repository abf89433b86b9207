// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link SenderContext} of a message that is sent. What tracing puts into the carrier
 * travels where messages bear headers.
 *
 * @since 0.1.0
 */
public class ZmqTemplateObservationContext extends SenderContext<Map<String, String>> {

	private final String socket;

	private final String operation;

	private final @Nullable String topic;

	/**
	 * Create a context.
	 * @param socket the name of the socket
	 * @param operation what is done: {@code send}, {@code publish} or {@code request}
	 * @param topic the topic, {@code null} if there is none
	 */
	public ZmqTemplateObservationContext(String socket, String operation, @Nullable String topic) {
		super((carrier, name, value) -> {
			if (carrier != null) {
				carrier.put(name, value);
			}
		}, operation.equals("request") ? Kind.CLIENT : Kind.PRODUCER);
		this.socket = socket;
		this.operation = operation;
		this.topic = topic;
		setCarrier(new LinkedHashMap<>());
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocket() {
		return this.socket;
	}

	/**
	 * Return what is done.
	 * @return {@code send}, {@code publish} or {@code request}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Return the topic.
	 * @return the topic, {@code null} if there is none
	 */
	public @Nullable String getTopic() {
		return this.topic;
	}

}
