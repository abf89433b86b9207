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

package io.github.zmqsecure.jeromq;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

/**
 * What a socket accepts of its peers, by its type. Thread-safe.
 *
 * @since 0.1.0
 */
public abstract class FramePolicy {

	/** Of sockets that are given every frame. */
	static final FramePolicy ALL = new FramePolicy() {

		@Override
		FrameFilter open(@Nullable String peer, SocketBase socket) {
			return FrameFilter.ALL;
		}

	};

	FramePolicy() {
	}

	/**
	 * Begin to receive from a peer.
	 * @param peer the authenticated name of the peer, {@code null} if it has none
	 * @param socket the socket
	 * @return the filter of its connection
	 */
	abstract FrameFilter open(@Nullable String peer, SocketBase socket);

}
