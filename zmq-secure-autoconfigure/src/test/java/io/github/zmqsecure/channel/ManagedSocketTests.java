// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ManagedSocket}.
 */
class ManagedSocketTests {

	private final int port = Ports.free();

	private final ApplicationContextRunner both = TestSockets.runner()
		.withPropertyValues(TestSockets.SERVER)
		.withPropertyValues("zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + this.port,
				"zmq.secure.sockets.client.type=dealer",
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + this.port,
				"zmq.secure.sockets.client.key=gateway", "zmq.secure.sockets.client.server=orders-service");

	@Test
	void exchangesMessagesAndNamesTheAuthenticatedPeer() {
		this.both.run((context) -> {
			ManagedSocket orders = TestSockets.socket(context, "orders");
			ManagedSocket client = TestSockets.socket(context, "client");
			Queue<ZmqMessage> replies = new ConcurrentLinkedQueue<>();
			orders.setHandler((request) -> {
				String answer = request.peer().name() + ":" + request.text(1);
				orders.send(ZmqMessage.of(request.frame(0), answer.getBytes(StandardCharsets.UTF_8)));
			});
			client.setHandler(replies::add);
			client.send("hello");
			await().until(() -> !replies.isEmpty());
			assertThat(replies.remove().text(0)).isEqualTo("gateway:hello");
			assertThat(client.getConnections().isConnected()).isTrue();
			assertThat(orders.getConnections().getConnections()).singleElement()
				.satisfies((connection) -> assertThat(connection.getPeer().name()).isEqualTo("gateway"));
			assertThat(orders.getConnections().getStatistics().getFailed()).isZero();
		});
	}

	@Test
	void countsExactlyWhatWaitsWhileThePeerIsAway() {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.orders-service.ephemeral=true",
					"zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + this.port,
					"zmq.secure.sockets.client.server=orders-service", "zmq.secure.sockets.client.options.linger=0ms")
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				for (int i = 0; i < 700; i++) {
					client.send("message " + i);
				}
				assertThat(client.getGauges().getQueueDepth() + client.getStatistics().getSent()).isEqualTo(700);
				context.getSourceApplicationContext().close();
				assertThat(client.getStatistics().getDropped(DropReason.CLOSED)).isEqualTo(700);
				assertThatExceptionOfType(SocketClosedException.class).isThrownBy(() -> client.send("late"));
			});
	}

	@Test
	void noticesAWrongServerKeyOnBothSides() {
		this.both.withPropertyValues("zmq.secure.keys.other.ephemeral=true", "zmq.secure.sockets.client.server=other")
			.run((context) -> {
				ManagedSocket orders = TestSockets.socket(context, "orders");
				ManagedSocket client = TestSockets.socket(context, "client");
				await()
					.until(() -> client.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY) > 1);
				await()
					.until(() -> orders.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY) > 1);
				assertThat(client.getConnections().getRefusedEndpoints().values())
					.containsOnly(FailureReason.WRONG_SERVER_KEY);
			});
	}

	@Test
	void noticesAClientThatIsNotAllowedOnBothSides() {
		this.both
			.withPropertyValues("zmq.secure.keys.unlisted.ephemeral=true", "zmq.secure.sockets.client.key=unlisted")
			.run((context) -> {
				ManagedSocket orders = TestSockets.socket(context, "orders");
				ManagedSocket client = TestSockets.socket(context, "client");
				await().until(
						() -> client.getConnections().getStatistics().getFailed(FailureReason.CLIENT_NOT_ALLOWED) > 1);
				await().until(
						() -> orders.getConnections().getStatistics().getFailed(FailureReason.CLIENT_NOT_ALLOWED) > 1);
				assertThat(orders.getConnections().getStatistics().getRefusals().get(0).publicKey()).isNotNull();
				assertThat(client.getConnections().getRefusedEndpoints().values())
					.containsOnly(FailureReason.CLIENT_NOT_ALLOWED);
				assertThat(orders.getConnections().getStatistics().getSucceeded()).isZero();
			});
	}

}
