// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for who may have a routing id.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoutingIdTests {

	private static final Map<String, String> IDENTITY = Map.of("Identity", "gw1");

	private static final String HANDOVER = "zmq.secure.sockets.orders.options.router-handover=";

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void refusesTheRoutingIdOfAnotherPeer(boolean handover, CapturedOutput output) {
		run((orders) -> {
			try (CurvePeer victim = listed(orders).handshake(IDENTITY)) {
				echo(victim, "first");
				for (int i = 0; i < 3; i++) {
					assertRefused(mallory(orders), IDENTITY);
				}
				echo(victim, "still there");
			}
			assertThat(orders.failures()).isEqualTo(Map.of("routing_id", 3L));
			Refusal refusal = orders.orders().getConnections().getStatistics().getRefusals().get(0);
			assertThat(refusal.reason()).isEqualTo(FailureReason.ROUTING_ID);
			assertThat(refusal.publicKey()).isEqualTo(key(orders, "mallory").publicKey());
		}, HANDOVER + handover);
		assertThat(output).contains("failed: routing_id");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void keepsTheRepliesOwedToAPeerThatLeft(boolean handover) {
		run((orders) -> {
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			orders.orders().setHandler(requests::add);
			try (CurvePeer victim = listed(orders).handshake(IDENTITY)) {
				victim.message("secret");
				await().until(() -> !requests.isEmpty());
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			assertRefused(mallory(orders), IDENTITY);
			orders.orders().send(new ZmqMessage(requests.remove().frames(), null));
			await().until(() -> orders.orders().getGauges().getQueueDepth() == 0);
			orders.echo();
			try (CurvePeer victim = listed(orders).handshake(IDENTITY)) {
				echo(victim, "back again");
			}
			try (CurvePeer other = mallory(orders).handshake(Map.of("Identity", "mallory-1"))) {
				echo(other, "with an id of its own");
			}
		}, HANDOVER + handover);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void letsAPeerComeBackAtOnceWithItsRoutingId(boolean handover, CapturedOutput output) {
		run((orders) -> {
			for (int i = 0; i < 20; i++) {
				try (CurvePeer peer = listed(orders).handshake(IDENTITY)) {
					peer.message("of connection " + i);
				}
			}
			await().until(() -> orders.received()
				.stream()
				.filter((message) -> message.text(-1).startsWith("of connection"))
				.count() == 20);
			try (CurvePeer halfDead = listed(orders).handshake(IDENTITY)) {
				echo(halfDead, "alive");
				try (CurvePeer peer = listed(orders).handshake(IDENTITY)) {
					echo(peer, "alive anew");
					halfDead.awaitClose();
					echo(peer, "and alive");
				}
			}
			assertThat(orders.failures()).isEmpty();
		}, HANDOVER + handover);
		assertThat(output).contains("closed the connection of peer 'listed'").contains("same routing id");
	}

	@Test
	void readsWhatHasArrivedOfAPeerBeforeItsNextConnection() {
		run((orders) -> {
			LongAdder received = new LongAdder();
			orders.orders().setHandler((message) -> received.increment());
			for (int i = 0; i < 10; i++) {
				try (CurvePeer peer = listed(orders).handshake(IDENTITY)) {
					for (int j = 0; j < 80; j++) {
						peer.message(false, new byte[20_000]);
					}
				}
			}
			try (CurvePeer peer = listed(orders).handshake(IDENTITY)) {
				peer.message("the last");
				await().untilAsserted(() -> assertThat(received.sum()).isEqualTo(801));
			}
			orders.echo();
		});
	}

	@Test
	void refusesRoutingIdsThatNobodyMayHave() {
		run((orders) -> {
			assertRefused(listed(orders), Map.of("Identity", "\0gw1"));
			assertRefused(listed(orders), Map.of("Identity", "\0"));
			assertThat(orders.failures()).isEqualTo(Map.of("routing_id", 2L));
			try (CurvePeer first = listed(orders).handshake(Map.of("Identity", ""));
					CurvePeer second = mallory(orders).handshake(Map.of("Identity", ""));
					CurvePeer third = mallory(orders).handshake(Map.of())) {
				echo(first, "1");
				echo(second, "2");
				echo(third, "3");
			}
		});
	}

	@Test
	void leavesNothingOfASecondConnectionWithTheSameRoutingIdWithoutNames() {
		int port = Ports.free();
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.orders.type=router",
					"zmq.secure.sockets.orders.mechanism=null",
					"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port)
			.run((context) -> {
				ManagedSocket orders = TestSockets.socket(context, "orders");
				orders.setHandler((message) -> orders.send(new ZmqMessage(message.frames(), null)));
				try (RawPeer first = plain(port, "gw1")) {
					assertThat(echo(first)).isEqualTo("hello");
					try (RawPeer second = plain(port, "gw1")) {
						second.awaitClose();
					}
					try (RawPeer third = plain(port, "x".repeat(256))) {
						third.awaitClose();
					}
					assertThat(echo(first)).isEqualTo("hello");
				}
				await().until(() -> orders.getConnections().getConnectionCount() == 0);
				assertThat(orders.getConnections().getStatistics().getFailed(FailureReason.ROUTING_ID)).isEqualTo(2);
				// The socket hears of the end of the first a moment later.
				await().ignoreExceptionsInstanceOf(UncheckedIOException.class).untilAsserted(() -> {
					try (RawPeer again = plain(port, "gw1")) {
						assertThat(echo(again)).isEqualTo("hello");
					}
				});
			});
	}

	@Test
	void remembersSoManyIdsOfAPeerAndNoMore() {
		run((orders) -> {
			for (int i = 0; i < 200; i++) {
				try (CurvePeer peer = listed(orders).handshake(Map.of("Identity", "id-" + i))) {
					echo(peer, "hello");
				}
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			listed(orders).handshake(Map.of("Identity", "last")).close();
			assertThat(orders.orders().getConnections().getRoutingIds().getCount()).isBetween(100, 131);
			assertRefused(mallory(orders), Map.of("Identity", "id-199"));
		});
	}

	@Test
	void givesAReplyToNobodyWhoTookTheIdOfTheRequester() {
		run((orders) -> {
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			ManagedSocket socket = orders.orders();
			socket.setHandler(requests::add);
			request(orders, requests, "taken", "secret");
			socket.setHandler((message) -> socket.reply(message, new ZmqMessage(message.frames(), null)));
			for (int i = 0; i < 130; i++) {
				try (CurvePeer peer = listed(orders).handshake(Map.of("Identity", "id-" + i))) {
					echo(peer, "hello");
				}
			}
			await().until(() -> socket.getConnections().getConnectionCount() == 1);
			listed(orders).handshake(Map.of("Identity", "last")).close();
			try (CurvePeer heir = mallory(orders).handshake(Map.of("Identity", "taken"))) {
				echo(heir, "mine");
				ZmqMessage request = requests.remove();
				assertThat(socket.reply(request, new ZmqMessage(request.frames(), null))).isTrue();
				await().until(() -> socket.getStatistics().getDropped(DropReason.UNROUTABLE) == 1);
				echo(heir, "nothing between");
			}
			orders.echo();
		});
	}

	private static void request(OrderService orders, Queue<ZmqMessage> requests, String identity, String text) {
		try (CurvePeer victim = listed(orders).handshake(Map.of("Identity", identity))) {
			victim.message(text);
			await().until(() -> !requests.isEmpty());
		}
	}

	@Test
	void servesLibzmqWithTheSameRoutingIdAgainAndAgain() {
		OrderService.run((orders) -> {
			for (int i = 0; i < 3; i++) {
				String[] keys = PythonPeer.keys(orders.listed(), orders.serverKey());
				assertThat(PythonPeer.run(concat(
						new String[] { "echo", "--endpoint=" + orders.endpoint(), "--identity=gw1", "--sizes=10,1000" },
						keys)))
					.isNotEmpty()
					.allSatisfy((line) -> assertThat(line.path("echoed").asBoolean()).isTrue());
			}
			assertThat(orders.failures()).isEmpty();
		});
	}

	private static void run(Consumer<OrderService> test, String... properties) {
		OrderService.run(test, concat(new String[] { "zmq.secure.keys.mallory.ephemeral=true",
				"zmq.secure.sockets.orders.clients=gateway,listed,mallory" }, properties));
	}

	private static void assertRefused(CurvePeer peer, Map<String, String> metadata) {
		try (peer) {
			peer.begin(metadata);
			assertThat(peer.answer()).isEmpty();
		}
	}

	private static void echo(CurvePeer peer, String text) {
		peer.message(text);
		assertThat(peer.opened()).asString().isEqualTo(text);
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
	}

	private static CurvePeer mallory(OrderService orders) {
		return new CurvePeer(orders.port(), key(orders, "mallory"), orders.serverKey());
	}

	private static CurveKeyPair key(OrderService orders, String name) {
		return orders.context().getBean(CurveKeys.class).getKeyPair(name);
	}

	private static RawPeer plain(int port, String identity) {
		RawPeer peer = new RawPeer(port);
		peer.greet("NULL");
		peer.frame();
		byte[] ready = CurvePeer.metadata("\5READY", Map.of("Identity", identity));
		peer.frame(4, ready);
		return peer;
	}

	private static String echo(RawPeer peer) {
		peer.frame(0, "hello".getBytes(StandardCharsets.US_ASCII));
		return new String(peer.frame(), StandardCharsets.US_ASCII);
	}

	private static String[] concat(String[] first, String[] second) {
		return List.of(first, second).stream().flatMap(Arrays::stream).toArray(String[]::new);
	}

}
