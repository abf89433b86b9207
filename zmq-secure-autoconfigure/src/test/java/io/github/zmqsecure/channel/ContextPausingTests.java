// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Map;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.template.ZmqOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for contexts that Spring caches between tests, and pauses while tests use
 * another: two of them have a server on the same port, and take turns.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ContextPausingTests {

	private static final String ENDPOINT = "tcp://127.0.0.1:" + Ports.free();

	private static @Nullable ConfigurableApplicationContext first;

	@DynamicPropertySource
	static void sockets(DynamicPropertyRegistry registry) {
		Map.of("keys.orders.ephemeral", "true", "keys.gateway.ephemeral", "true", "sockets.orders.type", "router",
				"sockets.orders.key", "orders", "sockets.orders.clients", "gateway", "sockets.orders-client.type",
				"dealer", "sockets.orders-client.key", "gateway", "sockets.orders-client.server", "orders")
			.forEach((property, value) -> registry.add("zmq.secure." + property, () -> value));
		registry.add("zmq.secure.sockets.orders.bind", () -> ENDPOINT);
		registry.add("zmq.secure.template.request-timeout", () -> "1m");
		registry.add("zmq.secure.sockets.orders-client.connect", () -> ENDPOINT);
	}

	private void assertAnswered(ZmqOperations zmq, String desk) {
		for (int i = 0; i < 5; i++) {
			assertThat(zmq.sendAndReceive("orders-client", "order", String.class)).isEqualTo("accepted by " + desk);
		}
	}

	@Nested
	@Order(1)
	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE, properties = "desk=first")
	class First {

		@Test
		void isAnsweredByItsOwnServer(@Autowired ZmqOperations zmq, @Autowired ConfigurableApplicationContext context) {
			first = context;
			assertAnswered(zmq, "first");
		}

	}

	@Nested
	@Order(2)
	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE, properties = "desk=second")
	class Second {

		@Test
		void isAnsweredByItsOwnServerOnTheSamePort(@Autowired ZmqOperations zmq) {
			assertThat(first).isNotNull();
			assertThat(first.isActive()).isTrue();
			assertThat(first.isRunning()).isFalse();
			assertAnswered(zmq, "second");
		}

	}

	@Nested
	@Order(3)
	@SpringBootTest(classes = Desk.class, webEnvironment = WebEnvironment.NONE, properties = "desk=first")
	class FirstAgain {

		@Test
		void isAnsweredByTheFormerServerAgain(@Autowired ZmqOperations zmq,
				@Autowired ConfigurableApplicationContext context) {
			assertThat(context).isSameAs(first);
			assertAnswered(zmq, "first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class Desk {

		private final String name;

		Desk(@Value("${desk}") String name) {
			this.name = name;
		}

		@ZmqListener(socket = "orders")
		String take(String order) {
			return "accepted by " + this.name;
		}

	}

}
