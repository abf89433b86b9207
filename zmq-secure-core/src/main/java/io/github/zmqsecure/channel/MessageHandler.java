// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

/**
 * Receives the messages of a managed socket. Called on the socket's owner thread:
 * implementations return soon, or hand the message on.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageHandler {

	/**
	 * Handle one message.
	 * @param message the message
	 */
	void handle(ZmqMessage message);

	/**
	 * Notified when the socket is about to be opened, again if it was open before: what
	 * is known of its peers is outdated.
	 */
	default void opening() {
	}

	/**
	 * Notified when the socket was stopped, by whoever stops it: no further message comes
	 * before it is opened again, unless the owner thread did not end in time. Then it may
	 * still be handing over those that it had read.
	 */
	default void stopped() {
	}

}
