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
