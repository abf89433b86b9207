// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Handles messages as they come from ZeroMQ: all frames, no conversion, no header frame
 * taken off, no observation. With a concurrency of 0 it is called on the thread that owns
 * the socket, and every microsecond it takes is one in which nothing is received or sent.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ZmqMessageListener {

	/**
	 * Handle a message.
	 * @param message the message
	 * @return what to send back on the same socket, with all its frames: on ROUTER the
	 * routing id and the rest of the envelope come first; {@code null} for nothing
	 * @throws Exception if the message could not be handled
	 */
	@Nullable ZmqMessage onMessage(ZmqMessage message) throws Exception;

}
