/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.integration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for three services of which only is written who talks to whom.
 */
@Timeout(180)
class FleetTests {

	private static final Path JAR = Path.of("../../zmq-secure-cli/target/zmq-secure.jar");

	@TempDir
	private Path directory;

	@Test
	void startsAndTalksWithNothingWrittenByHand() throws Exception {
		Assumptions.assumeTrue(Files.exists(JAR), "The jar is built by 'package'");
		int ordersPort = Ports.free();
		Files.writeString(this.directory.resolve("fleet.yml"), """
				services:
				  orders:
				    sockets:
				      orders: { type: router, bind: "tcp://127.0.0.1:%d" }
				      prices: { type: pub, bind: "tcp://127.0.0.1:%d" }
				  gateway:
				    sockets:
				      orders-client: { type: dealer, connect-to: orders/orders }
				  billing:
				    sockets:
				      prices: { type: sub, connect-to: orders/prices, subscribe: [ "EUR" ] }
				""".formatted(ordersPort, Ports.free()));
		assertThat(cli("keygen", "--fleet", "fleet.yml", "--directory", "fleet")).contains("orders  SHA256:");
		assertThat(cli("check", "fleet/orders/application-zmq.yml", "fleet/gateway/application-zmq.yml",
				"fleet/billing/application-zmq.yml"))
			.contains("  ok ")
			.doesNotContain("ERROR", "WARNING");
		try (var orders = start("orders"); var gateway = start("gateway"); var billing = start("billing")) {
			LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
			LinkedBlockingQueue<String> ticks = new LinkedBlockingQueue<>();
			ManagedSockets server = orders.getBean(ManagedSockets.class);
			server.get("orders")
				.setHandler((order) -> server.get("orders").send(ZmqMessage.of(order.frame(0), order.frame(1))));
			ManagedSockets client = gateway.getBean(ManagedSockets.class);
			client.get("orders-client").setHandler((answer) -> answers.add(answer.text(0)));
			billing.getBean(ManagedSockets.class).get("prices").setHandler((tick) -> ticks.add(tick.text(0)));
			client.get("orders-client").send("an order");
			assertThat(answers.poll(60, TimeUnit.SECONDS)).isEqualTo("an order");
			await().atMost(60, TimeUnit.SECONDS).until(() -> {
				server.get("prices").send("EURUSD");
				return ticks.poll(100, TimeUnit.MILLISECONDS) != null;
			});
			assertThat(cli("probe", "tcp://127.0.0.1:" + ordersPort, "--server-key", "fleet/gateway/peers/orders.key",
					"--key", "fleet/gateway/gateway.key_secret", "--timeout", "30"))
				.startsWith("connected");
		}
	}

	@Test
	void saysOfAWrongConfigurationWhatAStartWould() throws Exception {
		Assumptions.assumeTrue(Files.exists(JAR), "The jar is built by 'package'");
		Files.writeString(this.directory.resolve("wrong.yml"), """
				zmq.secure:
				  keys: { own: { location: "file:/nowhere/own.key_secret" } }
				""");
		Files.writeString(this.directory.resolve("mistyped.yml"), "zmq.secure.sockets.orders.type: routr");
		assertThat(cli(3, "check", "wrong.yml", "mistyped.yml")).contains("zmq.secure.keys.own.location",
				"Correct the path", "Did you mean 'router'?");
	}

	private ConfigurableApplicationContext start(String service) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.config.location=file:"
					+ this.directory.resolve("fleet/" + service + "/application-zmq.yml"))
			.run();
	}

	private String cli(String... arguments) throws Exception {
		return cli(0, arguments);
	}

	private String cli(int exitCode, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						JAR.toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
		return output;
	}

}
