// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
