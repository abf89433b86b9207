// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.DocumentContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample with both sides in one JVM.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "zmq.sample.order-every=1h", "zmq.sample.price-every=100ms", "zmq.sample.knock-patience=60s",
				"zmq.secure.limits.handshake-timeout=60s", "zmq.secure.template.request-timeout=5m" })
class SampleApplicationTests {

	private SampleClient client;

	@DynamicPropertySource
	static void endpoints(DynamicPropertyRegistry registry) {
		int orders = Ports.free();
		int prices = Ports.free();
		registry.add("zmq.sample.orders-endpoint", () -> "tcp://127.0.0.1:" + orders);
		registry.add("zmq.sample.prices-endpoint", () -> "tcp://127.0.0.1:" + prices);
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.client = new SampleClient(port).awaitConnected("orders", "orders-client", "prices", "prices-client");
	}

	@Test
	void servesPageThatNeedsNothingFromElsewhere() {
		for (String path : List.of("/", "/app.js", "/style.css")) {
			assertThat(this.client.status(path)).isEqualTo(200);
			assertThat(this.client.get(path)).doesNotContain("http://", "https://", "//cdn");
		}
		assertThat(this.client.get("/")).contains("<title>ZMQ Secure sample</title>");
	}

	@Test
	void healthIsUpWithAllSocketsOpen() {
		assertThat(this.client.health().<String>read("$.status")).isEqualTo("UP");
		assertThat(this.client.health().<List<String>>read("$.components.*.details.state")).hasSize(4)
			.containsOnly("OPEN");
		assertThat(this.client.getJson("/actuator/health").<String>read("$.components.zmq.status")).isEqualTo("UP");
	}

	@Test
	void metricsTellOfEachSocket() {
		assertThat(this.client.metric("connections", "socket:orders")).isEqualTo(1);
		assertThat(this.client.metric("queue.capacity", "socket:orders-client")).isEqualTo(1000);
		assertThat(this.client.getJson("/actuator/metrics").<List<String>>read("$.names")).contains(
				"zmq.secure.queue.depth", "zmq.secure.handshakes", "zmq.secure.handshake.failures",
				"zmq.secure.messages", "zmq.secure.messages.dropped");
	}

	@Test
	void endpointNamesAuthenticatedPeer() {
		DocumentContext orders = this.client.getJson("/actuator/zmq/orders");
		assertThat(orders.<List<String>>read("$.peers[*].peer")).containsExactly("gateway");
		assertThat(orders.<String>read("$.security.mechanism")).isEqualTo("CURVE");
	}

	@Test
	void ordersAreAnswered() {
		int answered = awaitAnswers();
		assertThat(this.client.postForJson("/api/orders?count=100&item=soup").<Integer>read("$.queued")).isEqualTo(100);
		SampleClient.await().until(() -> this.client.number("$.gateway.answered") == answered + 100);
		DocumentContext state = this.client.state();
		assertThat(state.<List<String>>read("$.gateway.recent[*].status")).containsOnly("accepted");
		assertThat(state.<List<String>>read("$.service.recent[*].client")).containsOnly("gateway");
		assertThat(state.<List<String>>read("$.service.recent[*].item")).containsOnly("soup");
	}

	@Test
	void invalidOrderIsRejectedAndDoesNotCountAsReceived() {
		assertThat(this.client.postForJson("/api/orders?item=soup").<Integer>read("$.queued")).isEqualTo(1);
		awaitAnswers();
		assertThat(this.client.postForJson("/api/orders?item=" + "x".repeat(33)).<Integer>read("$.queued"))
			.isEqualTo(1);
		awaitAnswers();
		DocumentContext state = this.client.state();
		assertThat(state.<String>read("$.gateway.recent[0].status")).isEqualTo("rejected");
		assertThat(state.<List<String>>read("$.service.recent[*].item")).isNotEmpty().doesNotContain("x".repeat(33));
		assertThat(this.client.health().<String>read("$.status")).isEqualTo("UP");
	}

	@Test
	void numberOfOrdersIsBounded() {
		DocumentContext outcome = this.client.postForJson("/api/orders?count=999999");
		assertThat(outcome.<Integer>read("$.queued") + outcome.<Integer>read("$.refused")).isEqualTo(1000);
	}

	@Test
	void pricesArriveByTopic() {
		SampleClient.await()
			.until(() -> this.client.state()
				.<List<String>>read("$.prices[*].pair")
				.equals(List.of("EURUSD", "USDJPY")));
	}

	@ParameterizedTest
	@CsvSource({ "wrong-key, client_not_allowed", "wrong-server-key, wrong_server_key" })
	void knockIsRefusedAndCountedOnceForItsReason(String knock, String reason) {
		Map<String, Integer> expected = new HashMap<>(this.client.failures());
		expected.merge(reason, 1, Integer::sum);
		assertThat(this.client.postForJson("/api/knock/" + knock).<Boolean>read("$.refused")).isTrue();
		SampleClient.await().until(() -> this.client.failures().get(reason).equals(expected.get(reason)));
		assertThat(this.client.failures()).isEqualTo(expected);
		assertThat(this.client.metric("handshake.failures", "socket:orders", "reason:" + reason))
			.isEqualTo(expected.get(reason).doubleValue());
		SampleClient.await()
			.until(() -> reason.equals(this.client.state().<String>read("$.zmq.sockets.orders.refusals[0].reason")));
		assertThat(this.client.health().<String>read("$.status")).isEqualTo("UP");
	}

	@Test
	void floodFillsBoundedQueueAndDrains() {
		int answered = awaitAnswers();
		double dropped = this.client.metric("messages.dropped", "socket:orders-client", "reason:queue_full");
		assertThat(this.client.post("/api/pause")).isEqualTo(202);
		DocumentContext outcome = this.client.postForJson("/api/flood");
		int queued = outcome.read("$.queued");
		int refused = outcome.read("$.refused");
		assertThat(queued + refused).isEqualTo(20_000);
		assertThat(refused).isPositive();
		assertThat(queued).isGreaterThanOrEqualTo(1000);
		assertThat(this.client.metric("queue.depth", "socket:orders-client", "direction:outbound"))
			.isLessThanOrEqualTo(1000);
		assertThat(this.client.metric("messages.dropped", "socket:orders-client", "reason:queue_full"))
			.isEqualTo(dropped + refused);
		SampleClient.await().until(() -> this.client.number("$.gateway.answered") == answered + queued);
		SampleClient.await()
			.until(() -> this.client.metric("queue.depth", "socket:orders-client", "direction:outbound") == 0);
	}

	/**
	 * Wait until all orders that were sent have been answered.
	 */
	private int awaitAnswers() {
		SampleClient.await()
			.until(() -> this.client.number("$.gateway.sent") == this.client.number("$.gateway.answered"));
		return this.client.number("$.gateway.answered");
	}

}
