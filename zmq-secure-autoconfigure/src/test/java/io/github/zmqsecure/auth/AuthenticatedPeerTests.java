// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.Map;

import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AuthenticatedPeer}: it is who was authenticated, whatever the client
 * says of itself.
 */
class AuthenticatedPeerTests {

	@Test
	void isNotWhatTheClientSaysOfItself() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of("User-Id", "gateway", "Peer-Address", "10.9.8.7", "Identity", "gateway"));
				peer.message("forged");
				await().until(() -> orders.received().stream().anyMatch((message) -> isForged(message)));
				AuthenticatedPeer expected = new AuthenticatedPeer("listed", orders.listed().publicKey(), "127.0.0.1");
				assertThat(orders.received()).filteredOn(AuthenticatedPeerTests::isForged)
					.extracting(ZmqMessage::peer)
					.containsExactly(expected);
				assertThat(orders.orders().getConnections().getConnections()).extracting(Connection::getPeer)
					.contains(expected)
					.hasSize(2);
			}
		});
	}

	private static boolean isForged(ZmqMessage message) {
		return message.text(-1).equals("forged");
	}

}
