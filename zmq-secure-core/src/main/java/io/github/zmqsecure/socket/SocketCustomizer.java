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
