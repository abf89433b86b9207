// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.time.Duration;
import java.util.function.ToLongFunction;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.SocketGauges;

import static org.awaitility.Awaitility.await;

/**
 * How full the pipes of a socket are. A gauge says -1 while the owner of the socket has
 * no time to count, as on a busy machine; these wait for a number.
 */
public final class PipeDepths {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private PipeDepths() {
	}

	/**
	 * Return how many messages wait to be sent.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long outbound(ManagedSocket socket) {
		return count(socket, SocketGauges::getPipeDepthOutbound);
	}

	/**
	 * Return how many messages wait to be taken.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long inbound(ManagedSocket socket) {
		return count(socket, SocketGauges::getPipeDepthInbound);
	}

	/**
	 * Return how many peers are slow.
	 * @param socket the socket
	 * @return the number of peers
	 */
	public static long slowPeers(ManagedSocket socket) {
		return count(socket, SocketGauges::getSlowPeers);
	}

	private static long count(ManagedSocket socket, ToLongFunction<SocketGauges> gauge) {
		return await().atMost(PATIENCE).until(() -> gauge.applyAsLong(socket.getGauges()), (count) -> count >= 0);
	}

}
