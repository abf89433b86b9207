// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqConnectionDetails}.
 */
class ZmqConnectionDetailsTests {

	private static final String SECRET = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

	private final Pair pair = new Pair("router", "dealer");

	@Test
	void areThoseOfThePropertiesAsShipped() {
		this.pair.clientRunner().run((context) -> {
			ZmqConnectionDetails details = context.getBean(ZmqConnectionDetails.class);
			assertThat(details.getEndpoints("client")).containsExactly("tcp://127.0.0.1:" + this.pair.port());
			assertThat(details.getServerKey("client")).isNotNull();
			assertThat(details.getEndpoints("nothing")).isEmpty();
			assertThat(details.getServerKey("nothing")).isNull();
		});
	}

	@Test
	void takeThePlaceOfProperties() {
		this.pair.client("connect=tcp://127.0.0.1:" + Ports.free());
		connects(this.pair.clientRunner()
			.withPropertyValues(TestSockets.peer("server", CurveKeyPair.generate()))
			.withBean(ZmqConnectionDetails.class, this::details));
	}

	@Test
	void needNoEndpointAndServerBesides() {
		connects(TestSockets.runner()
			.withPropertyValues(TestSockets.key("client", this.pair.clientKey()),
					"zmq.secure.sockets.client.type=dealer", "zmq.secure.sockets.client.key=client")
			.withBean(ZmqConnectionDetails.class, this::details));
	}

	@Test
	void leaveOtherSocketsAsTheyAre() {
		this.pair.clientRunner()
			.withBean(ZmqConnectionDetails.class,
					() -> new Details(Map.of("other", List.of("tcp://127.0.0.1:1")), null))
			.run((context) -> assertThat(TestSockets.socket(context, "client").getEndpoints().getConnected())
				.containsExactly("tcp://127.0.0.1:" + this.pair.port()));
	}

	@Test
	void areCheckedAsPropertiesAre() {
		this.pair.clientRunner()
			.withBean(ZmqConnectionDetails.class,
					() -> new Details(Map.of("client", List.of("ipc:///tmp/socket")), null))
			.run((context) -> assertThat(context).hasFailed());
	}

	@ParameterizedTest
	@MethodSource
	void areBlamedThemselvesForWhatIsUnusable(List<String> endpoints, @Nullable String key, String problem) {
		this.pair.clientRunner()
			.withBean("container", ZmqConnectionDetails.class, () -> new Fixed(endpoints, key))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure(),
						new GenericApplicationContext());
				assertThat(analysis.getDescription()).contains("ZmqConnectionDetails of bean 'container'",
						"(\"client\")", problem);
				assertThat(analysis.getAction()).contains("Correct what the bean returns");
				assertThat(analysis.getDescription()).doesNotContain("zmq.secure", "127.0.0.1:" + this.pair.port(),
						SECRET);
			});
	}

	static Stream<Arguments> areBlamedThemselvesForWhatIsUnusable() {
		List<String> many = IntStream.range(1, 258).mapToObj((port) -> "tcp://127.0.0.1:" + port).toList();
		return Stream.of(Arguments.of(null, null, "null"), Arguments.of(Collections.singletonList(null), null, "null"),
				Arguments.of(List.of(""), null, "no transport"),
				Arguments.of(List.of("tcp://127.0.0.1:99999"), null, "99999"),
				Arguments.of(List.of("tcp://127.0.0.1:0"), null, "one port"),
				Arguments.of(List.of("tcp://*:5555"), null, "one host"),
				Arguments.of(List.of(SECRET), null, KeyRedaction.REDACTED), Arguments.of(many, null, "257 endpoints"),
				Arguments.of(List.of(), "nonsense", "8 characters"),
				Arguments.of(List.of(), SECRET + "1", "41 characters"));
	}

	private void connects(ApplicationContextRunner client) {
		this.pair.runServer((server) -> client.run((context) -> {
			assertThat(context).hasNotFailed();
			ManagedSocket socket = TestSockets.socket(context, "client");
			await().until(() -> socket.getConnections().isConnected());
		}));
	}

	private ZmqConnectionDetails details() {
		return new Details(Map.of("client", List.of("tcp://127.0.0.1:" + this.pair.port())),
				this.pair.serverKey().publicKey().toZ85());
	}

	/**
	 * What somebody's bean says of whatever socket.
	 *
	 * @param endpoints the endpoints
	 * @param key the key of the server
	 */
	private record Fixed(List<String> endpoints, @Nullable String key) implements ZmqConnectionDetails {

		@Override
		public List<String> getEndpoints(String socket) {
			return this.endpoints;
		}

		@Override
		public @Nullable String getServerKey(String socket) {
			return this.key;
		}

	}

	/**
	 * What a container of a test would say.
	 *
	 * @param endpoints the endpoints by socket
	 * @param key the key of the server
	 */
	private record Details(Map<String, List<String>> endpoints, @Nullable String key) implements ZmqConnectionDetails {

		@Override
		public List<String> getEndpoints(String socket) {
			return this.endpoints.getOrDefault(socket, List.of());
		}

		@Override
		public @Nullable String getServerKey(String socket) {
			return this.endpoints.containsKey(socket) ? this.key : null;
		}

	}

}
