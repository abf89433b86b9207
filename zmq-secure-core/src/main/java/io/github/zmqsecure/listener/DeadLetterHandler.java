// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import io.github.zmqsecure.channel.ZmqMessage;

/**
 * Receives the messages that no listener could handle, to keep or to forward them. All
 * beans of this type are called, in their order, on the thread of the listener.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeadLetterHandler {

	/**
	 * Take a message that was counted and logged already.
	 * @param socket the name of the socket that received it
	 * @param message the message with its raw frames
	 * @param failure why it was not handled
	 */
	void handle(String socket, ZmqMessage message, Exception failure);

}
