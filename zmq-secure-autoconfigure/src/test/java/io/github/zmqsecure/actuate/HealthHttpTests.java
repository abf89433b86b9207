// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the health of each socket over HTTP, as probes ask for it.
 */
class HealthHttpTests {

	private static final String HEALTH = "management.health.zmq.";

	private final int port = Ports.free();

	private final CurveKeyPair serverKey = CurveKeyPair.generate();

	private final CurveKeyPair clientKey = CurveKeyPair.generate();

	@Test
	void isUpWithoutAServerUnlessAConnectionIsRequired() {
		run((health) -> {
			assertThat(status(health, "/zmq/orders-client")).isEqualTo("200 UP");
			assertThat(status(health, "/zmq/other")).isEqualTo("200 UP");
			assertThat(status(health, "/zmq/context")).isEqualTo("200 UP");
			assertThat(status(health, "/zmq")).isEqualTo("200 UP");
			assertThat(status(health, "/zmq/nothing")).startsWith("404");
		});
	}

	@ParameterizedTest
	@CsvSource({ ", 503 DOWN", "down, 503 DOWN", "out-of-service, 503 OUT_OF_SERVICE" })
	void isNotReadyWhileARequiredConnectionIsMissing(String absentStatus, String expected) {
		run((health) -> {
			assertThat(status(health, "/zmq/orders-client")).isEqualTo(expected);
			assertThat(health.get("/zmq/orders-client").at("/details/problems/0").asString())
				.contains("Socket 'orders-client' has no connection");
			assertThat(status(health, "/zmq/other")).isEqualTo("200 UP");
			assertThat(status(health, "/zmq")).isEqualTo(expected);
			assertThat(status(health, "/readiness")).isEqualTo(expected);
			assertThat(status(health, "/liveness")).isEqualTo("200 UP");
			server().run((server) -> {
				assertThat(server).hasNotFailed();
				await().until(() -> status(health, "/readiness").equals("200 UP"));
				assertThat(status(health, "/zmq")).isEqualTo("200 UP");
			});
			await().until(() -> status(health, "/readiness").equals(expected));
		}, HEALTH + "require-connection=orders-client", HEALTH + "absent-for=0s",
				(absentStatus != null) ? HEALTH + "absent-status=" + absentStatus : "");
	}

	@Test
	@Tag("long")
	void staysReadyWhileAServerIsAwayForAMomentOnly() {
		run((health) -> {
			server().run((server) -> await().until(() -> status(health, "/readiness").equals("200 UP")));
			await().until(() -> !disconnectedSince(health).isMissingNode());
			Instant end = Instant.parse(disconnectedSince(health).asString()).plusSeconds(6);
			await().until(() -> {
				String readiness = status(health, "/readiness");
				boolean over = !Instant.now().isBefore(end);
				assertThat(over || readiness.equals("200 UP")).isTrue();
				return over;
			});
			await().until(() -> status(health, "/readiness").equals("503 DOWN"));
		}, HEALTH + "require-connection=orders-client", HEALTH + "absent-for=6s");
	}

	private static JsonNode disconnectedSince(EndpointClient health) {
		return health.get("/zmq/orders-client").at("/details/disconnectedSince");
	}

	private void run(Consumer<EndpointClient> test, String... properties) {
		String client = "zmq.secure.sockets.orders-client.";
		String other = "zmq.secure.sockets.other.";
		EndpointClient.run("health", test,
				Stream.concat(Stream.of("management.endpoint.health.show-details=always",
						"management.endpoint.health.probes.enabled=true",
						"management.endpoint.health.group.readiness.include=readinessState,zmq/orders-client",
						TestSockets.key("client", this.clientKey), TestSockets.peer("server", this.serverKey),
						client + "type=dealer", client + "connect=tcp://127.0.0.1:" + this.port, client + "key=client",
						client + "server=server", other + "type=push", other + "connect=tcp://127.0.0.1:" + this.port,
						other + "key=client", other + "server=server"), Stream.of(properties))
					.toArray(String[]::new));
	}

	private ApplicationContextRunner server() {
		String server = "zmq.secure.sockets.server.";
		return TestSockets.runner()
			.withPropertyValues(TestSockets.key("server", this.serverKey), TestSockets.peer("client", this.clientKey),
					server + "type=router", server + "bind=tcp://127.0.0.1:" + this.port, server + "key=server",
					server + "clients=client");
	}

	private static String status(EndpointClient health, String path) {
		EndpointClient.Answer answer = health.exchange(HttpMethod.GET, path);
		return answer.status() + " " + answer.body().at("/status").asString("");
	}

}
