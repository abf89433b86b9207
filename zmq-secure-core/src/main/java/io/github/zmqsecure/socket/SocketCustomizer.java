// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import org.zeromq.ZMQ;

/**
 * Callback to customize a socket after its settings were applied and before it is bound
 * or connected. The mechanism and the message allocator are checked again afterwards: a
 * customizer can't make a socket less secure. Ordered by
 * {@link org.springframework.core.annotation.Order}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SocketCustomizer {

	/**
	 * Customize a socket. Called on the thread that makes the socket.
	 * @param settings the settings of the socket
	 * @param socket the socket, neither bound nor connected
	 */
	void customize(SocketSettings settings, ZMQ.Socket socket);

}
