// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.socket.HeaderMode;

/**
 * What a managed socket has beyond the socket itself.
 *
 * @param queueCapacity how many messages its outbound queue holds
 * @param overflow what a send does when the queue is full
 * @param headers whether the messages of the programming model bear a header frame
 * @param sequence whether what is published is numbered per topic
 * @since 0.1.0
 */
public record ManagedSocketSettings(int queueCapacity, Overflow overflow, HeaderMode headers, boolean sequence) {

	/**
	 * Create the settings of a socket without header frames.
	 * @param queueCapacity how many messages its outbound queue holds
	 * @param overflow what a send does when the queue is full
	 */
	public ManagedSocketSettings(int queueCapacity, Overflow overflow) {
		this(queueCapacity, overflow, HeaderMode.FALSE, false);
	}

}
