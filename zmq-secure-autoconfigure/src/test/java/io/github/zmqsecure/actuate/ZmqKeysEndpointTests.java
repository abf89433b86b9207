// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for keys over HTTP.
 */
class ZmqKeysEndpointTests {

	private static final String UNRESTRICTED = "management.endpoint.zmqkeys.access=unrestricted";

	private final int port = Ports.free();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private final CurveKeyPair old = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	@Test
	void listsKeysAndRetiresAPreviousOne() {
		run(UNRESTRICTED, (endpoint) -> {
			CurvePeer outdated = connect(this.old);
			CurvePeer peer = connect(this.server);
			await().until(() -> endpoint.get("").at("/keys/orders-service/1/connections").asInt() == 1);
			JsonNode keys = endpoint.get("");
			assertThat(keys.at("/keys/orders-service/0/key").asString())
				.isEqualTo(this.server.publicKey().fingerprint());
			assertThat(keys.at("/keys/orders-service/1/key").asString()).isEqualTo(this.old.publicKey().fingerprint());
			assertThat(keys.at("/keys/orders-service/1/until").asString()).isEqualTo("2099-01-01T00:00:00Z");
			assertThat(keys.at("/keys/orders-service/1/handshakes").asInt()).isOne();
			assertThat(Instant.parse(keys.at("/keys/orders-service/1/lastUsed").asString())).isCloseTo(Instant.now(),
					within(30, ChronoUnit.SECONDS));
			assertThat(keys.at("/peers/billing/0/handshakes").asInt()).isEqualTo(2);
			assertThat(keys.at("/peers/billing/0/created").asString()).isEqualTo("2026-01-01T00:00:00Z");
			assertThat(keys.at("/peers/billing/0/expires").asString()).isEqualTo("2099-01-01T00:00:00Z");
			String retire = "/orders-service/" + path(this.old);
			assertThat(endpoint.exchange(HttpMethod.DELETE, "/orders/" + path(this.old)).status()).isEqualTo(404);
			assertThat(endpoint.exchange(HttpMethod.DELETE, "/orders-service/" + path(this.server)).status())
				.isEqualTo(404);
			assertThat(endpoint.exchange(HttpMethod.DELETE, retire + ";x=y").status()).isEqualTo(400);
			assertThat(endpoint.exchange(HttpMethod.DELETE, retire).body()).hasSize(1);
			assertThat(endpoint.exchange(HttpMethod.DELETE, retire).status()).isEqualTo(404);
			assertThat(endpoint.get("").at("/keys/orders-service")).hasSize(1);
			try (CurvePeer late = new CurvePeer(this.port, this.billing, this.old.publicKey())) {
				late.greet("CURVE");
				late.hello();
				late.awaitClose();
			}
			outdated.message("still here");
			outdated.close();
			peer.close();
			assertNoSecret(endpoint);
		});
	}

	@Test
	void reloadsNow() {
		run(UNRESTRICTED, (endpoint) -> {
			assertThat(endpoint.exchange(HttpMethod.POST, "").status()).isEqualTo(415);
			assertThat(reload(endpoint).at("/changed").asBoolean()).isFalse();
			write("billing.key", "");
			assertThat(reload(endpoint).at("/changed").asBoolean()).isTrue();
			assertThat(endpoint.get("").at("/peers/billing/0/expires").isNull()).isTrue();
			write("bad.key", "curve");
			JsonNode answer = reload(endpoint);
			assertThat(answer.at("/changed").asBoolean()).isFalse();
			assertThat(answer.at("/problems/0").asString()).contains("bad.key");
		});
	}

	@Test
	void isReadOnlyUnlessSaidOtherwise() {
		run("spring.main.banner-mode=off", (endpoint) -> {
			assertThat(endpoint.get("").at("/keys/orders-service")).hasSize(2);
			assertThat(endpoint.exchange(HttpMethod.DELETE, "/orders-service/" + path(this.old)).status()).isIn(404,
					405);
			assertThat(endpoint.exchange(HttpMethod.POST, "", "application/json", "{}").status()).isEqualTo(405);
			assertThat(endpoint.get("").at("/keys/orders-service")).hasSize(2);
		});
	}

	private JsonNode reload(EndpointClient endpoint) {
		return endpoint.exchange(HttpMethod.POST, "", "application/json", "{\"reason\": \"test\"}").body();
	}

	private void assertNoSecret(EndpointClient endpoint) {
		for (CurveKeyPair pair : List.of(this.server, this.old)) {
			assertThat(endpoint.get("").toString()).doesNotContain(HexFormat.of().formatHex(pair.secretKey().toBytes()))
				.doesNotContain(String.valueOf(pair.secretKey().toZ85()));
		}
	}

	private static String path(CurveKeyPair pair) {
		return pair.publicKey().fingerprint().replace('+', '-').replace('/', '_');
	}

	private void write(String file, String metadata) {
		try {
			Files.writeString(this.directory.resolve(file),
					metadata + "curve\n    public-key = \"%s\"\n".formatted(this.billing.publicKey().toZ85()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private CurvePeer connect(CurveKeyPair server) {
		return new CurvePeer(this.port, this.billing, server.publicKey()).handshake(Map.of());
	}

	private void run(String property, Consumer<EndpointClient> test) {
		write("billing.key", "metadata\n    created = \"2026-01-01\"\n    expires = \"2099-01-01\"\n");
		EndpointClient.run("zmqkeys", test, property, TestSockets.key("orders-service", this.server),
				TestSockets.key("server", this.old).replace("keys.server.", "keys.orders-service.previous[0]."),
				"zmq.secure.keys.orders-service.previous[0].until=2099-01-01T00:00:00Z",
				"zmq.secure.peer-directory=file:" + this.directory, "zmq.secure.reload.period=1h",
				"zmq.secure.sockets.orders.type=router", "zmq.secure.sockets.orders.key=orders-service",
				"zmq.secure.sockets.orders.clients=billing",
				"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + this.port);
	}

}
