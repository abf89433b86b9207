// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link ReceiverContext} of a message that a listener handles. The carrier is the
 * headers that came with it, none where messages bear none.
 *
 * @since 0.1.0
 */
public class ZmqListenerObservationContext extends ReceiverContext<Map<String, String>> {

	private final String socket;

	private final String listenerId;

	private final @Nullable String peer;

	private final @Nullable String topic;

	/**
	 * Create a context.
	 * @param socket the name of the socket
	 * @param listenerId the id of the listener
	 * @param peer the authenticated peer, {@code null} if there is none
	 * @param topic the topic, {@code null} if there is none
	 * @param headers the headers that came with the message
	 * @param request whether the sender waits for the reply
	 */
	public ZmqListenerObservationContext(String socket, String listenerId, @Nullable String peer,
			@Nullable String topic, Map<String, String> headers, boolean request) {
		super((carrier, name) -> carrier.get(name), request ? Kind.SERVER : Kind.CONSUMER);
		this.socket = socket;
		this.listenerId = listenerId;
		this.peer = peer;
		this.topic = topic;
		setCarrier(headers);
		if (peer != null) {
			setRemoteServiceName(peer);
		}
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocket() {
		return this.socket;
	}

	/**
	 * Return the id of the listener.
	 * @return the id
	 */
	public String getListenerId() {
		return this.listenerId;
	}

	/**
	 * Return the authenticated peer.
	 * @return its name, {@code null} if there is none
	 */
	public @Nullable String getPeer() {
		return this.peer;
	}

	/**
	 * Return the topic.
	 * @return the topic, {@code null} if there is none
	 */
	public @Nullable String getTopic() {
		return this.topic;
	}

}
