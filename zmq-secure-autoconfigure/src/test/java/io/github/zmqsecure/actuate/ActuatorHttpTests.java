// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what Actuator shows over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"zmq.secure.sockets.orders.type=router", "zmq.secure.sockets.orders.key=orders-service",
				"zmq.secure.sockets.orders.clients=gateway", "zmq.secure.sockets.gateway.type=dealer",
				"zmq.secure.sockets.gateway.key=gateway", "zmq.secure.sockets.gateway.server=orders-service",
				"zmq.secure.sockets.open.type=pull", "zmq.secure.sockets.open.key=orders-service",
				"zmq.secure.sockets.open.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.open.clients=any" })
class ActuatorHttpTests {

	private static final int PORT = Ports.free();

	/** Without what Spring takes for a placeholder. */
	private static final CurveKeyPair ORDERS = Stream.generate(CurveKeyPair::generate)
		.filter((pair) -> !z85(pair).contains("${"))
		.findFirst()
		.orElseThrow();

	private static final CurveKeyPair GATEWAY = CurveKeyPair.generate();

	private final ManagedSocket orders;

	private final ManagedSocket gateway;

	private final Queue<String> replies = new ConcurrentLinkedQueue<>();

	@LocalServerPort
	private int httpPort;

	@Autowired
	ActuatorHttpTests(ManagedSockets sockets) {
		this.orders = sockets.get("orders");
		this.gateway = sockets.get("gateway");
	}

	@DynamicPropertySource
	static void keysAndPorts(DynamicPropertyRegistry registry) {
		registry.add("ORDERS_SECRET", () -> z85(ORDERS));
		registry.add("a.text.with.a.secret.in.it", () -> "--key=" + z85(ORDERS) + " --verbose");
		registry.add("zmq.secure.keys.orders-service.secret-key", () -> "${ORDERS_SECRET}");
		registry.add("zmq.secure.keys.gateway.secretKey", () -> hex(GATEWAY));
		registry.add("zmq.secure.sockets.orders.bind", () -> "tcp://127.0.0.1:" + PORT);
		registry.add("zmq.secure.sockets.gateway.connect", () -> "tcp://127.0.0.1:" + PORT);
	}

	@BeforeEach
	void exchange() {
		this.orders.setHandler((request) -> this.orders.send(new ZmqMessage(request.frames(), null)));
		this.gateway.setHandler((reply) -> this.replies.add(reply.text(0)));
		this.gateway.send("hello");
		await().until(() -> this.replies.contains("hello"));
	}

	@Test
	void showsHealth() {
		await().until(() -> get("/actuator/health/zmq/orders").at("/details/queue/depth").asInt() == 0);
		JsonNode zmq = get("/actuator/health").at("/components/zmq");
		assertThat(zmq.at("/status").asString()).isEqualTo("UP");
		assertThat(zmq.at("/components/context/details/zapHandler").asString()).isEqualTo("answering");
		JsonNode server = zmq.at("/components/orders/details");
		assertThat(server.at("/state").asString()).isEqualTo("OPEN");
		assertThat(server.at("/type").asString()).isEqualTo("ROUTER");
		assertThat(server.at("/bound/0").asString()).isEqualTo("tcp://127.0.0.1:" + PORT);
		assertThat(server.at("/connections").asInt()).isOne();
		assertThat(server.at("/queue/depth").asInt()).isZero();
		assertThat(server.at("/queue/capacity").asInt()).isEqualTo(1000);
		assertThat(server.at("/key").asString()).isEqualTo(ORDERS.publicKey().fingerprint());
		JsonNode client = zmq.at("/components/gateway/details");
		assertThat(client.at("/connected/0").asString()).isEqualTo("tcp://127.0.0.1:" + PORT);
		assertThat(client.at("/key").asString()).isEqualTo(GATEWAY.publicKey().fingerprint());
		assertThat(client.at("/serverKey").asString()).isEqualTo(ORDERS.publicKey().fingerprint());
	}

	@Test
	void showsSocketsPeersAndRefusals() {
		CurveKeyPair unlisted = CurveKeyPair.generate();
		try (CurvePeer peer = new CurvePeer(PORT, unlisted, ORDERS.publicKey())) {
			peer.begin(Map.of());
			assertThat(peer.answer()).isEqualTo("ERROR");
			await().until(() -> get("/actuator/zmq/orders").at("/refusals/0/reason")
				.asString("")
				.equals("client_not_allowed"));
		}
		JsonNode zmq = get("/actuator/zmq");
		assertThat(zmq.at("/context/ioThreadsAlive").asBoolean()).isTrue();
		assertThat(zmq.at("/context/zapHandlerAnswering").asBoolean()).isTrue();
		assertThat(zmq.at("/keys/gateway").asString()).isEqualTo(GATEWAY.publicKey().fingerprint());
		JsonNode server = zmq.at("/sockets/orders");
		await().untilAsserted(
				() -> assertThat(get("/actuator/zmq").at("/sockets/orders")).isEqualTo(get("/actuator/zmq/orders")));
		assertThat(server.at("/security/mechanism").asString()).isEqualTo("CURVE");
		assertThat(server.at("/security/role").asString()).isEqualTo("SERVER");
		assertThat(server.at("/security/clients").values()).extracting(JsonNode::asString).containsExactly("gateway");
		assertThat(zmq.at("/sockets/open/security/clients").values()).extracting(JsonNode::asString)
			.containsExactly("any");
		assertThat(server.at("/options/snd-hwm").asInt()).isEqualTo(1000);
		assertThat(server.at("/handshakes/succeeded").asInt()).isOne();
		assertThat(server.at("/peers/0/peer").asString()).isEqualTo("gateway");
		assertThat(server.at("/peers/0/key").asString()).isEqualTo(GATEWAY.publicKey().fingerprint());
		assertThat(server.at("/peers/0/address").asString()).startsWith("127.0.0.1:");
		assertThat(server.at("/refusals/0/key").asString()).isEqualTo(unlisted.publicKey().fingerprint());
		assertThat(server.at("/refusals/0/address").asString()).startsWith("127.0.0.1:");
		assertThat(get("/actuator/health").at("/components/zmq/status").asString()).isEqualTo("UP");
	}

	@Test
	void answersForAnUnknownSocketThatThereIsNone() {
		Integer status = client().get()
			.uri("/actuator/zmq/nothing")
			.exchange((request, response) -> response.getStatusCode().value());
		assertThat(status).isEqualTo(404);
	}

	@Test
	void showsMetrics() {
		List<String> names = StreamSupport.stream(get("/actuator/metrics").get("names").spliterator(), false)
			.map(JsonNode::asString)
			.filter((name) -> name.startsWith("zmq.secure."))
			.toList();
		assertThat(names).contains("zmq.secure.queue.depth", "zmq.secure.queue.capacity", "zmq.secure.queue.oldest.age",
				"zmq.secure.handshakes", "zmq.secure.handshake.failures", "zmq.secure.connections",
				"zmq.secure.handshakes.pending", "zmq.secure.messages", "zmq.secure.bytes",
				"zmq.secure.messages.dropped", "zmq.secure.io.errors", "zmq.secure.key.reloads");
		assertThat(meter("zmq.secure.messages?tag=socket:gateway&tag=direction:outbound")).isPositive();
		assertThat(meter("zmq.secure.bytes?tag=socket:gateway&tag=direction:outbound")).isGreaterThanOrEqualTo(5);
		assertThat(meter("zmq.secure.connections?tag=socket:orders")).isOne();
		assertThat(meter("zmq.secure.handshakes?tag=socket:orders&tag=outcome:success")).isOne();
		assertThat(meter("zmq.secure.queue.capacity?tag=socket:orders")).isEqualTo(1000);
		await().until(() -> meter("zmq.secure.queue.depth?tag=socket:orders&tag=direction:outbound") == 0);
		assertThat(meter("zmq.secure.io.errors")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/zmq", "/actuator/zmq/orders", "/actuator/zmqkeys",
			"/actuator/env", "/actuator/env/ORDERS_SECRET", "/actuator/env/zmq.secure.keys.orders-service.secret-key",
			"/actuator/configprops", "/actuator/configprops/zmq.secure", "/actuator/beans", "/actuator/conditions",
			"/actuator/metrics", "/actuator/loggers", "/actuator/threaddump" })
	void showsNoSecret(String path) {
		String body = client().get().uri(path).retrieve().body(String.class);
		assertThat(body).isNotEmpty();
		for (CurveKeyPair pair : List.of(ORDERS, GATEWAY)) {
			assertThat(body).doesNotContainIgnoringCase(hex(pair));
			assertThat(body).doesNotContain(JsonMapper.shared().writeValueAsString(z85(pair)).replace("\"", ""));
			assertThat(body).doesNotContain(z85(pair));
		}
	}

	@Test
	void showsOtherValuesOfItsProperties() {
		assertThat(get("/actuator/env/zmq.secure.sockets.orders.type").at("/property/value").asString())
			.isEqualTo("router");
		assertThat(get("/actuator/env/zmq.secure.keys.gateway.secretKey").at("/property/value").asString())
			.isEqualTo("******");
		assertThat(get("/actuator/env/a.text.with.a.secret.in.it").at("/property/value").asString())
			.isEqualTo("******");
	}

	private double meter(String meter) {
		return get("/actuator/metrics/" + meter).at("/measurements/0/value").asDouble();
	}

	private JsonNode get(String path) {
		return JsonMapper.shared().readTree(client().get().uri(path).retrieve().body(String.class));
	}

	private RestClient client() {
		return RestClient.create("http://127.0.0.1:" + this.httpPort);
	}

	private static String z85(CurveKeyPair pair) {
		return new String(pair.secretKey().toZ85());
	}

	private static String hex(CurveKeyPair pair) {
		return HexFormat.of().formatHex(pair.secretKey().toBytes());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
