// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.PythonPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients that run libzmq, of a server of this library.
 */
class LibzmqClientTests {

	@BeforeEach
	void assumePython() {
		PythonPeer.assumeAvailable();
	}

	@ParameterizedTest
	@CsvSource({ "dealer, 1, 0", "dealer, 4, 0", "req, 1, 0", "req, 3, 0", "dealer, 1, 100" })
	void exchangesMessagesOfAllSizes(String type, int frames, int heartbeat) {
		OrderService.run((orders) -> {
			List<JsonNode> lines = peer("echo", orders, orders.listed(), "--type=" + type, "--frames=" + frames,
					"--heartbeat=" + heartbeat, "--sizes=0,1,254,255,256,8191,65536,1048576");
			assertThat(lines).hasSize(8).allMatch((line) -> line.get("echoed").asBoolean());
			assertThat(orders.received()).filteredOn((message) -> message.peer().name().equals("listed"))
				.hasSize(8)
				.extracting(ZmqMessage::peer)
				.allMatch((peer) -> peer.publicKey().equals(orders.listed().publicKey()));
			assertThat(orders.failures()).isEmpty();
		});
	}

	@Test
	void refusesAKeyThatIsNotListed() {
		OrderService.run((orders) -> refused(orders, FailureReason.CLIENT_NOT_ALLOWED,
				peer("knock", orders, CurveKeyPair.generate())));
	}

	@Test
	void refusesAClientThatInsistsOnAnotherServerKey() {
		OrderService.run((orders) -> {
			List<String> arguments = arguments("knock", orders);
			arguments.addAll(List.of(PythonPeer.keys(orders.listed(), CurveKeyPair.generate().publicKey())));
			refused(orders, FailureReason.WRONG_SERVER_KEY, PythonPeer.run(arguments.toArray(String[]::new)));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "plain" })
	void refusesAnotherMechanism(String mechanism) {
		OrderService.run((orders) -> refused(orders, FailureReason.NO_CURVE,
				peer("knock", orders, orders.listed(), "--mechanism=" + mechanism)));
	}

	@Test
	void refusesADeniedAddress() {
		OrderService.run(
				(orders) -> refused(orders, FailureReason.ADDRESS_DENIED,
						peer("knock", orders, orders.listed(),
								"--endpoint=tcp://127.0.0.2:0;127.0.0.1:" + orders.port())),
				"zmq.secure.zap.addresses.deny=127.0.0.2/31");
	}

	@Test
	void refusesOneConnectionTooMany() {
		OrderService.run((orders) -> refused(orders, FailureReason.LIMIT, peer("knock", orders, orders.listed())),
				"zmq.secure.limits.max-connections=1");
	}

	@Test
	void countsEveryConnectionOfAClientThatKeepsTrying() {
		OrderService.run((orders) -> {
			List<String> arguments = arguments("insist", orders, "--reconnect=500");
			arguments.addAll(List.of(PythonPeer.keys(orders.listed(), orders.serverKey())));
			try (PythonPeer unauthenticated = PythonPeer.start(arguments.toArray(String[]::new))) {
				unauthenticated.read();
				orders.exchange();
				await().until(() -> orders.orders().getConnections().getStatistics().getFailed() >= 3);
				JsonNode summary = unauthenticated.finish().get(0);
				orders.awaitFailures(FailureReason.LIMIT, summary.get("connected").asInt());
				assertThat(summary.get("received").asInt()).isZero();
			}
		}, "zmq.secure.limits.max-connections=1");
	}

	private static void refused(OrderService orders, FailureReason reason, List<JsonNode> lines) {
		assertThat(lines).singleElement()
			.satisfies((line) -> assertThat(line.get("connected").asInt()).isOne())
			.satisfies((line) -> assertThat(line.get("received").asBoolean()).isFalse());
		orders.awaitFailures(reason, 1);
		assertThat(orders.received()).extracting((message) -> message.peer().name()).containsOnly("gateway");
	}

	private static List<JsonNode> peer(String command, OrderService orders, CurveKeyPair pair, String... options) {
		List<String> arguments = arguments(command, orders, options);
		arguments.addAll(List.of(PythonPeer.keys(pair, orders.serverKey())));
		return PythonPeer.run(arguments.toArray(String[]::new));
	}

	private static List<String> arguments(String command, OrderService orders, String... options) {
		List<String> arguments = new ArrayList<>(List.of(command, "--endpoint=" + orders.endpoint()));
		arguments.addAll(List.of(options));
		return arguments;
	}

}
