// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for shutting a peer out over HTTP.
 */
class RevocationHttpTests {

	private static final String UNRESTRICTED = "management.endpoint.zmq.access=unrestricted";

	private final int port = Ports.free();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private final CurveKeyPair risk = CurveKeyPair.generate();

	@Test
	void closesTheConnectionsOfARevokedPeerAndOnlyThose() {
		run(UNRESTRICTED, (endpoint) -> {
			List<CurvePeer> revoked = Stream.generate(() -> connect(this.billing)).limit(3).toList();
			CurvePeer other = connect(this.risk);
			await().until(() -> endpoint.get("/orders").at("/peers").size() == 4);
			EndpointClient.Answer answer = endpoint.exchange(HttpMethod.DELETE, "/orders/billing");
			revoked.forEach(CurvePeer::awaitClose);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body().at("/connections").asInt()).isEqualTo(3);
			JsonNode orders = endpoint.get("/orders");
			assertThat(orders.at("/peers").size()).isOne();
			assertThat(orders.at("/peers/0/peer").asString()).isEqualTo("risk");
			assertThat(orders.at("/revoked").propertyNames()).containsExactly("billing");
			assertThat(answerTo(this.billing)).isEqualTo("ERROR");
			assertThat(endpoint.exchange(HttpMethod.POST, "/orders/billing").status()).isEqualTo(415);
			assertThat(endpoint.exchange(HttpMethod.POST, "/orders/billing", "text/plain", "{}").status())
				.isEqualTo(415);
			assertThat(endpoint.get("/orders").at("/revoked").propertyNames()).containsExactly("billing");
			assertThat(
					endpoint.exchange(HttpMethod.POST, "/orders/billing", "application/json", "{\"reason\": \"paid\"}")
						.body()
						.at("/revoked")
						.size())
				.isZero();
			assertThat(answerTo(this.billing)).isEqualTo("READY");
			revoked.forEach(CurvePeer::close);
			other.close();
		});
	}

	@Test
	void revokesAKeyByItsFingerprint() {
		run(UNRESTRICTED, (endpoint) -> {
			try (CurvePeer peer = connect(this.billing)) {
				await().until(() -> endpoint.get("/orders").at("/peers").size() == 1);
				String fingerprint = this.billing.publicKey().fingerprint();
				endpoint.exchange(HttpMethod.DELETE, "/orders/" + fingerprint.replace('+', '-').replace('/', '_'));
				peer.awaitClose();
				assertThat(endpoint.get("/orders").at("/revoked").propertyNames()).containsExactly(fingerprint);
			}
		});
	}

	@Test
	void refusesWhatMakesNoSense() {
		run(UNRESTRICTED, (endpoint) -> {
			assertThat(endpoint.exchange(HttpMethod.DELETE, "/nothing/billing").status()).isEqualTo(404);
			assertThat(endpoint.exchange(HttpMethod.POST, "/nothing/billing", "application/json", "{}").status())
				.isEqualTo(404);
			assertThat(endpoint.exchange(HttpMethod.POST, "/orders/billing", "application/json", "{}").status())
				.isEqualTo(404);
		});
	}

	@Test
	void tellsThatAMistypedNameIsKnownToNobody() {
		run(UNRESTRICTED, (endpoint) -> {
			try (CurvePeer peer = connect(this.billing)) {
				await().until(() -> endpoint.get("/orders").at("/peers").size() == 1);
				String secret = String.valueOf(this.billing.secretKey().toZ85());
				for (String mistyped : List.of("biling", "BILLING", "billing ", "any", "SHA256:abc", "x".repeat(5000),
						"billing%3Bx=y", HexFormat.of().formatHex(this.billing.secretKey().toBytes()))) {
					EndpointClient.Answer answer = endpoint.exchange(HttpMethod.DELETE, "/orders/" + mistyped);
					assertThat(answer.status()).as(mistyped).isEqualTo(404);
					assertThat(answer.body().at("/known")).extracting(JsonNode::asString)
						.containsExactlyInAnyOrder("billing", "orders-service", "risk");
					assertThat(answer.body().toString()).doesNotContain(secret)
						.doesNotContain(HexFormat.of().formatHex(this.billing.secretKey().toBytes()));
				}
				assertThat(endpoint.get("/orders").at("/revoked").size()).isZero();
				peer.message("still here");
				assertThat(endpoint.get("/orders").at("/peers").size()).isOne();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.endpoints.web.base-path=/", "management.server.port=0" })
	void refusesPathParameters(String property) {
		run(UNRESTRICTED, property, (endpoint) -> {
			try (CurvePeer peer = connect(this.billing)) {
				await().until(() -> endpoint.get("/orders").at("/peers").size() == 1);
				for (String path : List.of("/orders/billing;x=y", "/orders;x=y/billing", ";x=y/orders/billing",
						"/orders/billing;", ";x/orders;y/billing;z")) {
					assertThat(endpoint.exchange(HttpMethod.DELETE, path).status()).as(path).isEqualTo(400);
					assertThat(endpoint.exchange(HttpMethod.POST, path, "application/json", "{}").status()).as(path)
						.isEqualTo(400);
					assertThat(endpoint.exchange(HttpMethod.GET, path.replace("/billing", "")).status()).as(path)
						.isEqualTo(path.replace("/billing", "").contains(";") ? 400 : 200);
				}
				assertThat(endpoint.get("/orders").at("/revoked").size()).isZero();
				assertThat(endpoint.get("/orders").at("/peers").size()).isOne();
				assertThat(endpoint.exchange(HttpMethod.DELETE, "/orders/billing").status()).isEqualTo(200);
				peer.awaitClose();
			}
		});
	}

	@Test
	void isReadOnlyUnlessSaidOtherwise() {
		run("spring.main.banner-mode=off", (endpoint) -> {
			try (CurvePeer peer = connect(this.billing)) {
				await().until(() -> endpoint.get("/orders").at("/peers").size() == 1);
				assertThat(endpoint.exchange(HttpMethod.DELETE, "/orders/billing").status()).isIn(404, 405);
				assertThat(endpoint.get("/orders").at("/revoked").size()).isZero();
				peer.message("still here");
				assertThat(endpoint.get("/orders").at("/peers").size()).isOne();
			}
		});
	}

	private CurvePeer connect(CurveKeyPair pair) {
		return new CurvePeer(this.port, pair, this.server.publicKey()).handshake(Map.of());
	}

	private String answerTo(CurveKeyPair pair) {
		try (CurvePeer peer = new CurvePeer(this.port, pair, this.server.publicKey())) {
			return peer.begin(Map.of()).answer();
		}
	}

	private void run(String property, Consumer<EndpointClient> test) {
		run(property, "", test);
	}

	private void run(String property, String other, Consumer<EndpointClient> test) {
		EndpointClient.run("zmq", test, property, other, TestSockets.key("orders-service", this.server),
				TestSockets.peer("billing", this.billing), TestSockets.peer("risk", this.risk),
				"zmq.secure.sockets.orders.type=router", "zmq.secure.sockets.orders.key=orders-service",
				"zmq.secure.sockets.orders.clients=billing,risk",
				"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + this.port);
	}

}
