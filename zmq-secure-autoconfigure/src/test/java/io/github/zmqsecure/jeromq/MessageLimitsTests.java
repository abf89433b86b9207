// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.Refusal;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MessageLimits}: {@code max-frames} and {@code max-message-bytes}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MessageLimitsTests {

	private static final String ORDERS = "zmq.secure.sockets.orders.options.";

	@Test
	void cutsOffAPeerWhoseMessageHasTooManyFrames(CapturedOutput output) {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				for (int i = 0; i < 4; i++) {
					peer.message(true, new byte[0]);
				}
				peer.message("five frames");
				await().until(() -> received(orders, "five frames"));
				for (int i = 0; i < 6; i++) {
					peer.message(i < 5, "six frames".getBytes(StandardCharsets.US_ASCII));
				}
				peer.awaitClose();
			}
			assertCutOff(orders, "max-frames");
			assertThat(received(orders, "six frames")).isFalse();
		}, ORDERS + "max-frames=5");
		assertThat(output).contains("Socket 'orders' cut off peer 'listed', key SHA256:")
			.contains("at /127.0.0.1:")
			.contains("max-frames");
	}

	@Test
	void cutsOffAPeerWhoseMessageNeverEnds() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.message(true, new byte[5000]);
				peer.message(false, new byte[5000]);
				await().until(() -> orders.received().stream().anyMatch((message) -> message.size() > 10_000));
				untilClosed(peer, (endless) -> endless.message(true, new byte[900]));
			}
			assertCutOff(orders, "max-message-bytes");
		}, ORDERS + "max-msg-size=5000B", ORDERS + "max-message-bytes=10000B");
	}

	@Test
	void letsAMessageOfOneFrameBeAsLargeAsAFrame() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.message(false, new byte[5000]);
				await().until(() -> orders.received().stream().anyMatch((message) -> message.size() > 5000));
			}
		}, ORDERS + "max-msg-size=5000B", ORDERS + "max-message-bytes=100B");
	}

	@Test
	void cutsOffAServerWhoseMessageIsTooLargeAndComesBack() {
		new Pair("push", "pull").client("options.max-frames=2").run((server, client) -> {
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			client.setHandler(received::add);
			server.send(ZmqMessage.of("1", "2", "3"));
			await().until(() -> client.getStatistics().getDropped(DropReason.TOO_LARGE) == 1);
			await().until(() -> client.getConnections().getStatistics().getSucceeded() == 2);
			server.send(ZmqMessage.of("1", "2"));
			await().until(() -> received.size() == 1);
		});
	}

	@Test
	void cutsOffAPeerWithoutCurveToo() {
		int port = Ports.free();
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.sink.type=pull",
					"zmq.secure.sockets.sink.mechanism=null", "zmq.secure.sockets.sink.bind=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.sink.options.max-frames=2", "zmq.secure.sockets.source.type=push",
					"zmq.secure.sockets.source.mechanism=null",
					"zmq.secure.sockets.source.connect=tcp://127.0.0.1:" + port)
			.run((context) -> {
				Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
				ManagedSocket sink = TestSockets.socket(context, "sink");
				sink.setHandler(received::add);
				ManagedSocket source = TestSockets.socket(context, "source");
				source.send(ZmqMessage.of("1", "2"));
				await().until(() -> received.size() == 1);
				source.send(ZmqMessage.of("1", "2", "3"));
				await().until(() -> sink.getStatistics().getDropped(DropReason.TOO_LARGE) == 1);
				assertThat(received).hasSize(1);
			});
	}

	private static void assertCutOff(OrderService orders, String limit) {
		assertThat(orders.orders().getStatistics().getDropped(DropReason.TOO_LARGE)).isOne();
		Refusal refusal = orders.orders().getConnections().getStatistics().getRefusals().get(0);
		assertThat(refusal.limit()).isEqualTo(limit);
		assertThat(refusal.reason()).isEqualTo(FailureReason.LIMIT);
		assertThat(refusal.publicKey()).isEqualTo(orders.listed().publicKey());
		assertThat(orders.failures()).as("failed handshakes").isEmpty();
		orders.exchange();
		assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
	}

	private static void untilClosed(CurvePeer peer, Consumer<CurvePeer> action) {
		Thread writer = new Thread(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				action.accept(peer);
			}
		});
		writer.start();
		try {
			peer.awaitClose();
		}
		finally {
			writer.interrupt();
		}
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer(orders.port(), orders.listed(), orders.serverKey()).handshake(Map.of());
	}

	private static boolean received(OrderService orders, String text) {
		return orders.received().stream().anyMatch((message) -> message.text(-1).equals(text));
	}

}
