// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application with only the starter, a web server and an
 * {@code application.yml}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class StarterOnlyTests {

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private ManagedSockets sockets;

	private final HttpClient client = HttpClient.newHttpClient();

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) throws IOException {
		CurveKeyPair orders = CurveKeyPair.generate();
		Files.writeString(directory.resolve("orders.key_secret"), certificate(orders));
		Files.createDirectory(directory.resolve("peers"));
		CurveKeyPair gateway = CurveKeyPair.generate();
		registry.add("keys.directory", directory::toString);
		registry.add("GATEWAY_SECRET_KEY", () -> hex(gateway));
		registry.add("BILLING_PUBLIC_KEY",
				() -> HexFormat.of().formatHex(CurveKeyPair.generate().publicKey().toBytes()));
		int[] ports = { Ports.free(), Ports.free() };
		registry.add("ports.orders", () -> ports[0]);
		registry.add("ports.prices", () -> ports[1]);
	}

	@Test
	void getsItsSockets() throws InterruptedException {
		ManagedSocket orders = this.sockets.get("orders");
		orders.setHandler((order) -> orders.send(ZmqMessage.of(order.frame(0), order.frame(1))));
		LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
		this.sockets.get("orders-client").setHandler((answer) -> answers.add(answer.text(0)));
		this.sockets.get("orders-client").send("order");
		assertThat(answers.poll(60, TimeUnit.SECONDS)).isEqualTo("order");
	}

	@Test
	void getsItsHealthMetricsAndEndpoint() {
		await().untilAsserted(() -> assertThat(get("/actuator/health")).contains("\"zmq\":{")
			.containsPattern("\"orders\":\\{\"details\":\\{\"state\":\"OPEN\",[^}]*\"connections\":1")
			.containsPattern("\"prices\":\\{\"details\":\\{\"state\":\"OPEN\",[^}]*\"connections\":1")
			.startsWith("{\"components\"")
			.contains("\"status\":\"UP\""));
		assertThat(get("/actuator/metrics/zmq.secure.queue.depth?tag=socket:orders&tag=direction:outbound"))
			.contains("\"value\":0.0");
		assertThat(get("/actuator/metrics/zmq.secure.handshake.failures?tag=reason:wrong_server_key"))
			.contains("\"value\":0.0");
		assertThat(get("/actuator/zmq")).contains("\"sockets\":{\"orders\"", "\"gateway\":\"SHA256:",
				"\"risk\":\"SHA256:");
	}

	private String get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String hex(CurveKeyPair pair) {
		return HexFormat.of().formatHex(pair.secretKey().toBytes());
	}

	private static String certificate(CurveKeyPair pair) {
		return """
				metadata
				    name = "orders-service"
				curve
				    public-key = "%s"
				    secret-key = "%s"
				""".formatted(pair.publicKey().toZ85(), String.valueOf(pair.secretKey().toZ85()));
	}

}
