// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.DocumentationPage;
import io.github.zmqsecure.template.ZmqOperations;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for the examples in {@code docs/testing.md}: each stands below, word for word,
 * and passes.
 */
class TestingDocumentationTests {

	private static final Path SOURCE = Path.of("src/test/java",
			TestingDocumentationTests.class.getName().replace('.', '/') + ".java");

	@Test
	void everyExampleStandsHere() throws IOException {
		List<String> code = DocumentationPage
			.tokens(Files.readString(SOURCE).replaceAll("\\s+@(Nested|ContextConfiguration.*)\n", "\n"));
		assertThat(DocumentationPage.of("docs/testing.md").examples("java")).hasSize(3)
			.allSatisfy((example) -> assertThat(code).containsSequence(DocumentationPage.tokens(example)));
	}

	@Test
	void aListenerIsABean() {
		assertThat(new OrderDesk().take("order 1")).isEqualTo("order 1 accepted");
	}

	@Nested
	@ContextConfiguration(classes = Application.class)
	@SpringBootTest(properties = { "zmq.secure.keys.orders.location=", "zmq.secure.keys.orders.ephemeral=true",
			"zmq.secure.keys.gateway.ephemeral=true", "zmq.secure.sockets.orders.type=router",
			"zmq.secure.sockets.orders.key=orders", "zmq.secure.sockets.orders.clients=gateway",
			"zmq.secure.sockets.orders-client.type=dealer", "zmq.secure.sockets.orders-client.key=gateway",
			"zmq.secure.sockets.orders-client.server=orders" })
	class OrderDeskTests {

		@DynamicPropertySource
		static void ports(DynamicPropertyRegistry registry) {
			String endpoint = "tcp://127.0.0.1:" + TestSocketUtils.findAvailableTcpPort();
			registry.add("zmq.secure.sockets.orders.bind", () -> endpoint);
			registry.add("zmq.secure.sockets.orders-client.connect", () -> endpoint);
		}

		@Test
		void accepts(@Autowired ZmqOperations zmq) {
			assertThat(zmq.sendAndReceive("orders-client", "order 1", String.class)).isEqualTo("order 1 accepted");
		}

	}

	@Nested
	@ContextConfiguration(classes = GatewayApplication.class)
	@SpringBootTest(properties = "zmq.secure.enabled=false")
	class OrderGatewayTests {

		@MockitoBean
		private ZmqOperations zmq;

		@Test
		void asksTheOrderService(@Autowired OrderGateway gateway) {
			given(this.zmq.sendAndReceive("orders-client", "order 1", String.class)).willReturn("accepted");
			assertThat(gateway.order("order 1")).isEqualTo("accepted");
		}

	}

	/** What the page says of a mock beside sockets that are open. */
	@Nested
	@ContextConfiguration(classes = GatewayApplication.class)
	@SpringBootTest(properties = { "zmq.secure.keys.orders.ephemeral=true", "zmq.secure.sockets.orders.type=router",
			"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.orders.key=orders",
			"zmq.secure.sockets.orders.clients=any" })
	class MockBesideSocketsTests {

		@MockitoBean
		private ZmqOperations zmq;

		@Test
		void isInjected(@Autowired OrderGateway gateway) {
			given(this.zmq.sendAndReceive("orders-client", "order 1", String.class)).willReturn("accepted");
			assertThat(gateway.order("order 1")).isEqualTo("accepted");
		}

	}

	static class OrderDesk {

		@ZmqListener(socket = "orders")
		String take(String order) {
			return order + " accepted";
		}

	}

	static class OrderGateway {

		private final ZmqOperations zmq;

		OrderGateway(ZmqOperations zmq) {
			this.zmq = zmq;
		}

		String order(String order) {
			return this.zmq.sendAndReceive("orders-client", order, String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OrderDesk.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OrderGateway.class)
	static class GatewayApplication {

	}

}
