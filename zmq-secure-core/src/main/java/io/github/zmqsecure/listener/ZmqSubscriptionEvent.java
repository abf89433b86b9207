// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.io.Serial;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a subscriber of an XPUB socket subscribes or unsubscribes. ZeroMQ tells
 * of the first subscription to a topic and of the last that ends; with the option
 * {@code xpub-verbose} it tells of every subscription.
 *
 * @since 0.1.0
 */
public class ZmqSubscriptionEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String socket;

	private final String topic;

	private final boolean subscribed;

	/**
	 * Create an event.
	 * @param source who publishes it
	 * @param socket the name of the socket
	 * @param topic the prefix of the topics
	 * @param subscribed whether it was subscribed, not unsubscribed
	 */
	public ZmqSubscriptionEvent(Object source, String socket, String topic, boolean subscribed) {
		super(source);
		this.socket = socket;
		this.topic = topic;
		this.subscribed = subscribed;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocket() {
		return this.socket;
	}

	/**
	 * Return the prefix of the topics.
	 * @return the prefix, empty for all topics
	 */
	public String getTopic() {
		return this.topic;
	}

	/**
	 * Return whether it was subscribed.
	 * @return {@code false} if it was unsubscribed
	 */
	public boolean isSubscribed() {
		return this.subscribed;
	}

}
