// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.connection.Refusal;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code max-msg-size}, which is the size of a payload frame.
 */
class MessageSizeTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 991, 992, 5000, 1048576 })
	void letsAFramePassThatIsAsLargeAsAllowed(int size) {
		new Pair("pull", "push").server("options.max-msg-size=" + size + "B").run((server, client) -> {
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			server.setHandler(received::add);
			client.send(ZmqMessage.of(new byte[size]));
			client.send(ZmqMessage.of(new byte[size], new byte[size]));
			await().until(() -> received.size() == 2);
			assertThat(received).extracting(ZmqMessage::size).containsExactly((long) size, 2L * size);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 900 })
	void countsASmallFrameThatIsLargerThanAllowed(int size) {
		new Pair("pull", "push").server("options.max-msg-size=" + size + "B").run((server, client) -> {
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			server.setHandler(received::add);
			client.send(ZmqMessage.of(new byte[size + 1]));
			client.send(ZmqMessage.of(new byte[size]));
			await().until(() -> received.size() == 1);
			assertThat(server.getStatistics().getDropped(DropReason.TOO_LARGE)).isOne();
		});
	}

	@Test
	void endsTheConnectionOfAPeerThatSendsALargerFrame() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of());
				peer.message(false, new byte[5000]);
				peer.message(false, new byte[5001]);
				peer.awaitClose();
			}
			await().until(() -> orders.received().stream().anyMatch((message) -> message.size() > 5000));
			assertThat(orders.received()).isNotEmpty().allMatch((message) -> message.frames().get(1).length <= 5000);
			assertThat(orders.orders().getStatistics().getDropped(DropReason.TOO_LARGE)).isOne();
			Refusal refusal = orders.orders().getConnections().getStatistics().getRefusals().get(0);
			assertThat(refusal.limit()).isEqualTo("max-msg-size");
			assertThat(refusal.publicKey()).isEqualTo(orders.listed().publicKey());
			assertThat(orders.failures()).isEmpty();
			assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
		}, "zmq.secure.sockets.orders.options.max-msg-size=5000B");
	}

	@Test
	void namesTheLimitThatAServerExceeds() {
		new Pair("push", "pull").client("options.max-msg-size=5000B").run((server, client) -> {
			await().until(server.getConnections()::isConnected);
			server.send(ZmqMessage.of(new byte[5001]));
			await().until(() -> client.getStatistics().getDropped(DropReason.TOO_LARGE) == 1);
			assertThat(client.getConnections().getStatistics().getRefusals()).extracting(Refusal::limit)
				.containsExactly("max-msg-size");
		});
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE, Long.MAX_VALUE, 600_000_000 })
	void survivesAnyFrameLengthOfAnAuthenticatedPeer(long size) {
		OrderService.run((orders) -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of());
				peer.announce(2, size);
				peer.awaitClose();
			}
			orders.exchange();
			assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
			assertThat(orders.failures()).isEmpty();
		});
	}

}
