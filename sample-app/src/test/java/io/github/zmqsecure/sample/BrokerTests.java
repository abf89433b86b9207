// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.proxy.ZmqProxies;
import io.github.zmqsecure.proxy.ZmqProxy;
import io.github.zmqsecure.support.PythonProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The broker, which is configuration only, between the order service and its clients: the
 * gateway, and a peer in Python.
 */
class BrokerTests {

	private final String orders = "tcp://127.0.0.1:" + Ports.free();

	private final String prices = "tcp://127.0.0.1:" + Ports.free();

	private final String brokerOrders = "tcp://127.0.0.1:" + Ports.free();

	private final String brokerPrices = "tcp://127.0.0.1:" + Ports.free();

	@TempDir
	private Path keys;

	@Test
	@Tag("long")
	void passesOnOrdersAnswersAndPrices() throws Exception {
		PythonProcess.assumeAvailable();
		KeyFiles.make(this.keys, "orders-service", "gateway", "python", "broker");
		int port = Ports.free();
		String[] brokerEndpoints = { "--zmq.sample.broker-orders-endpoint=" + this.brokerOrders,
				"--zmq.sample.broker-prices-endpoint=" + this.brokerPrices };
		try (ConfigurableApplicationContext service = start("service", this.orders, this.prices, 0,
				"--zmq.secure.sockets.orders.clients=broker", "--zmq.secure.sockets.prices.clients=broker");
				ConfigurableApplicationContext broker = start("broker", this.orders, this.prices, 0, brokerEndpoints);
				ConfigurableApplicationContext gateway = start("gateway", this.brokerOrders, this.brokerPrices, port,
						"--zmq.secure.peers.orders-service.location=file:" + this.keys + "/broker.key")) {
			SampleClient client = new SampleClient(port).awaitConnected("orders-client", "prices-client");
			assertThat(client.postForJson("/api/orders?count=100&item=soup").<Integer>read("$.queued")).isEqualTo(100);
			SampleClient.await().until(() -> client.number("$.gateway.answered") >= 100);
			SampleClient.await().until(() -> proxy(broker, "prices").getForwarded() > 0);
			List<String> answers = Python.orders(this.keys.resolve("python.key_secret"),
					this.keys.resolve("broker.key").toString(), this.brokerOrders, 3);
			assertThat(answers).hasSize(3)
				.allMatch((answer) -> answer.contains("\"accepted\"") && answer.contains("\"client\": \"broker\""));
			assertThat(proxy(broker, "orders").getForwarded()).isGreaterThanOrEqualTo(103);
			assertThat(proxy(broker, "prices").getSubscriptions()).isPositive();
			assertThat(service.isRunning() && gateway.isRunning()).isTrue();
		}
	}

	private static ZmqProxy proxy(ConfigurableApplicationContext broker, String name) {
		return broker.getBean(ZmqProxies.class).get(name);
	}

	private ConfigurableApplicationContext start(String profile, String orders, String prices, int port,
			String... more) {
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=" + profile, "--server.port=" + port,
				"--zmq.sample.keys=" + this.keys, "--zmq.sample.orders-endpoint=" + orders,
				"--zmq.sample.prices-endpoint=" + prices, "--zmq.sample.order-every=1h",
				"--zmq.sample.price-every=100ms"));
		arguments.addAll(List.of(more));
		return SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
	}

}
