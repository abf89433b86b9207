// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.template.ZmqTemplate;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for sockets that connect to the instances of a service which are registered with
 * ZooKeeper. They follow what the registry tells, since they don't ask again by
 * themselves while they are connected.
 */
class DiscoveryTests {

	private TestingServer registry;

	@BeforeEach
	void startRegistry() throws Exception {
		this.registry = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, -1, -1, null, "127.0.0.1"),
				true);
	}

	@AfterEach
	void stopRegistry() throws IOException {
		this.registry.close();
	}

	@Test
	void followsTheInstancesOfAService() {
		try (ConfigurableApplicationContext gateway = gateway("all")) {
			try (ConfigurableApplicationContext second = desk()) {
				try (ConfigurableApplicationContext first = desk()) {
					awaitConnections(gateway, "orders-client", 2);
					for (int i = 0; i < 20; i++) {
						order(gateway);
					}
					assertThat(orders(first)).isEqualTo(10);
					assertThat(orders(second)).isEqualTo(10);
				}
				awaitConnections(gateway, "orders-client", 1);
				// The count falls a moment before the socket hears of it.
				await().ignoreExceptions().untilAsserted(() -> order(gateway));
				assertThat(orders(second)).isGreaterThanOrEqualTo(11);
			}
		}
	}

	@Test
	void goesToAnotherInstanceWhenItsOwnLeaves() {
		try (ConfigurableApplicationContext former = desk();
				ConfigurableApplicationContext gateway = gateway("first")) {
			awaitConnections(gateway, "orders-client", 1);
			try (ConfigurableApplicationContext next = desk()) {
				for (int i = 0; i < 20; i++) {
					order(gateway);
				}
				assertThat(orders(former)).isEqualTo(20);
				SpringApplication.exit(former);
				awaitConnections(next, "orders", 1);
				order(gateway);
				assertThat(orders(next)).isOne();
			}
		}
	}

	private static void order(ConfigurableApplicationContext gateway) {
		assertThat(gateway.getBean(ZmqTemplate.class).sendAndReceive("orders-client", "7 EUR", String.class))
			.isEqualTo("receipt for 7 EUR");
	}

	private static int orders(ConfigurableApplicationContext desk) {
		return desk.getBean(OrderDesk.class).getOrders();
	}

	private static void awaitConnections(ConfigurableApplicationContext application, String socket, int connections) {
		await().until(() -> application.getBean(ManagedSockets.class)
			.get(socket)
			.getConnections()
			.getConnectionCount() == connections);
	}

	private ConfigurableApplicationContext desk() {
		int port = Ports.free();
		return run(OrderDesk.class, "order-desk", "zmq.secure.sockets.orders.type=router",
				"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.orders.key=desk",
				"zmq.secure.sockets.orders.clients=gateway",
				"spring.cloud.zookeeper.discovery.metadata.zmq-port=" + port);
	}

	private ConfigurableApplicationContext gateway(String resolve) {
		return run(Gateway.class, "gateway", "zmq.secure.sockets.orders-client.type=dealer",
				"zmq.secure.sockets.orders-client.connect=discovery://order-desk",
				"zmq.secure.sockets.orders-client.resolve=" + resolve, "zmq.secure.sockets.orders-client.key=gateway",
				"zmq.secure.sockets.orders-client.server=desk", "zmq.secure.resolve.refresh=1h",
				"zmq.secure.connect-allowlist=tcp://127.0.0.0/8:*");
	}

	private ConfigurableApplicationContext run(Class<?> application, String name, String... properties) {
		return new SpringApplicationBuilder(application)
			.properties("spring.application.name=" + name, "server.port=0", "server.address=127.0.0.1",
					"spring.cloud.zookeeper.connect-string=" + this.registry.getConnectString(),
					"spring.cloud.zookeeper.discovery.instance-host=127.0.0.1",
					"zmq.secure.keys.desk.secret-key=" + "11".repeat(32),
					"zmq.secure.keys.gateway.secret-key=" + "22".repeat(32))
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Gateway {

	}

}
