// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Has sockets open their listeners in the family of the address that is bound, and knows
 * what those really listen on.
 *
 * @since 0.1.0
 */
public interface ListenerChannels {

	/**
	 * Have a socket open its listeners in that way.
	 * @param socket the socket, which is neither bound nor connected
	 */
	void apply(ZMQ.Socket socket);

	/**
	 * Return whether a socket still opens them in that way.
	 * @param socket the socket
	 * @return whether nobody changed that
	 */
	boolean isApplied(ZMQ.Socket socket);

	/**
	 * Return what the listener that was opened last really listens on.
	 * @param socket the socket
	 * @return the address, {@code null} if none was opened or it was closed again
	 */
	@Nullable InetSocketAddress lastAddress(ZMQ.Socket socket);

}
