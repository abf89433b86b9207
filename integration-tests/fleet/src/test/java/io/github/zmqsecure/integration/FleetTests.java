// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.Prerequisite;
import io.github.zmqsecure.template.ZmqOperations;
import io.github.zmqsecure.template.ZmqTemplate;
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
@Timeout(600)
class FleetTests {

	private static final Path JAR = Path.of("../../zmq-secure-cli/target/zmq-secure.jar");

	@TempDir
	private Path directory;

	@Test
	void startsAndTalksWithNothingWrittenByHand() throws Exception {
		Prerequisite.assume(Files.exists(JAR), "The jar is built by 'package'");
		int ordersPort = writeFleet();
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
			await().until(() -> {
				server.get("prices").send("EURUSD");
				return ticks.poll(100, TimeUnit.MILLISECONDS) != null;
			});
			assertThat(cli("probe", "tcp://127.0.0.1:" + ordersPort, "--server-key", "fleet/gateway/peers/orders.key",
					"--key", "fleet/gateway/gateway.key_secret", "--timeout", "30"))
				.startsWith("connected");
		}
	}

	@Test
	void rotatesEachKeyByTheFilesThatAreNamedWhileRequestsAreAnswered() throws Exception {
		Prerequisite.assume(Files.exists(JAR), "The jar is built by 'package'");
		int port = writeFleet();
		try (var orders = start("orders", Desk.class)) {
			try (var gateway = start("gateway");
					Requester requester = new Requester(gateway.getBean(ZmqTemplate.class).idempotent())) {
				requester.awaitAnswers();
				rotateClient(orders, gateway);
				requester.awaitAnswers();
				rotateServer(orders, gateway, port);
				requester.awaitAnswers();
				assertThat(requester.failures).isEmpty();
				assertThat(orders.getBean(CurveKeys.class).getProblems()).isEmpty();
				assertThat(gateway.getBean(CurveKeys.class).getProblems()).isEmpty();
			}
			check();
			try (var restarted = start("gateway")) {
				assertThat(request(restarted.getBean(ZmqTemplate.class), "anew")).isEqualTo("reply to anew");
			}
		}
	}

	@Test
	void saysOfAWrongConfigurationWhatAStartWould() throws Exception {
		Prerequisite.assume(Files.exists(JAR), "The jar is built by 'package'");
		Files.writeString(file("wrong.yml"), """
				zmq.secure:
				  keys: { own: { location: "file:/nowhere/own.key_secret" } }
				""");
		Files.writeString(file("mistyped.yml"), "zmq.secure.sockets.orders.type: routr");
		assertThat(cli(3, "check", "wrong.yml", "mistyped.yml")).contains("zmq.secure.keys.own.location",
				"Correct the path", "Did you mean 'router'?");
	}

	private void rotateClient(ConfigurableApplicationContext orders, ConfigurableApplicationContext gateway)
			throws Exception {
		Next next = rotate("fleet/gateway/gateway.key_secret", "client");
		Files.move(next.publicFile, file("fleet/orders/peers").resolve(next.publicFile.getFileName()));
		await().until(() -> orders.getBean(CurveKeys.class).getPeerKeys("gateway").size() == 2);
		Files.move(next.secretFile, file("fleet/gateway/gateway.key_secret"), StandardCopyOption.REPLACE_EXISTING);
		await()
			.until(() -> next.fingerprint.equals(gateway.getBean(CurveKeys.class).getPublicKey("gateway").toString()));
		assertThat(clientsOf(orders)).isNotEmpty().doesNotContain(next.fingerprint);
		Files.delete(file("fleet/orders/peers/gateway.key"));
		await().until(() -> clientsOf(orders).equals(List.of(next.fingerprint)));
	}

	private void rotateServer(ConfigurableApplicationContext orders, ConfigurableApplicationContext gateway, int port)
			throws Exception {
		Path old = Files.copy(file("fleet/gateway/peers/orders.key"), file("old.key"));
		Next next = rotate("fleet/orders/orders.key_secret", "server");
		Files.copy(file("fleet/orders/orders.key_secret"), file("fleet/orders/orders-previous.key_secret"),
				StandardCopyOption.COPY_ATTRIBUTES);
		Files.move(next.secretFile, file("fleet/orders/orders.key_secret"), StandardCopyOption.REPLACE_EXISTING);
		await().until(() -> orders.getBean(CurveKeys.class).getOwnKeys("orders").size() == 2);
		for (String client : List.of("gateway", "billing")) {
			Files.copy(next.publicFile, file("fleet/" + client + "/peers").resolve(next.publicFile.getFileName()));
		}
		await().until(() -> gateway.getBean(CurveKeys.class).getPeerKeys("orders").size() == 2);
		Files.delete(file("fleet/orders/orders-previous.key_secret"));
		for (String client : List.of("gateway", "billing")) {
			Files.delete(file("fleet/" + client + "/peers/orders.key"));
		}
		await().until(() -> orders.getBean(CurveKeys.class).getOwnKeys("orders").size() == 1
				&& gateway.getBean(CurveKeys.class).getPeerKeys("orders").size() == 1);
		assertThat(probe(10, port, old)).startsWith("wrong server key");
		assertThat(probe(0, port, next.publicFile)).startsWith("connected");
	}

	private Next rotate(String file, String role) throws Exception {
		String json = cli("rotate", file, "--role", role, "--json");
		return new Next(Path.of(text(json, "secretFile")), Path.of(text(json, "publicFile")),
				text(json, "newFingerprint"));
	}

	private static String text(String json, String name) {
		Matcher matcher = Pattern.compile('"' + name + "\":\"([^\"]+)\"").matcher(json);
		assertThat(matcher.find()).as(json).isTrue();
		return matcher.group(1);
	}

	private String probe(int exitCode, int port, Path serverKey) throws Exception {
		return cli(exitCode, "probe", "tcp://127.0.0.1:" + port, "--server-key", serverKey.toString(), "--key",
				"fleet/gateway/gateway.key_secret", "--timeout", "30");
	}

	private static List<String> clientsOf(ConfigurableApplicationContext orders) {
		return orders.getBean(ManagedSockets.class)
			.get("orders")
			.getConnections()
			.getConnections()
			.stream()
			.flatMap((connection) -> Stream.ofNullable(connection.getPeer()))
			.map((peer) -> peer.publicKey().fingerprint())
			.toList();
	}

	private static String request(ZmqOperations operations, String request) {
		return operations.sendAndReceive("orders-client", request, String.class);
	}

	private int writeFleet() throws Exception {
		int port = Ports.free();
		Files.writeString(file("fleet.yml"), """
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
				""".formatted(port, Ports.free()));
		assertThat(cli("keygen", "--fleet", "fleet.yml", "--directory", "fleet")).contains("orders  SHA256:");
		check();
		return port;
	}

	private void check() throws Exception {
		assertThat(cli("check", "fleet/orders/application-zmq.yml", "fleet/gateway/application-zmq.yml",
				"fleet/billing/application-zmq.yml"))
			.contains("  ok ")
			.doesNotContain("ERROR", "WARNING");
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private ConfigurableApplicationContext start(String service, Class<?>... more) {
		return new SpringApplicationBuilder(Application.class).sources(more)
			.web(WebApplicationType.NONE)
			.properties("spring.config.location=file:" + file("fleet/" + service + "/application-zmq.yml"),
					"zmq.secure.reload.period=100ms", "zmq.secure.template.request-timeout=60s",
					"zmq.secure.template.retry.max-retries=3")
			.run();
	}

	private String cli(String... arguments) throws Exception {
		return cli(0, arguments);
	}

	private String cli(int exitCode, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-jar", JAR.toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
		return output;
	}

	/**
	 * What a rotation wrote.
	 *
	 * @param secretFile the file with the secret
	 * @param publicFile the file to hand over
	 * @param fingerprint the fingerprint of the next key
	 */
	private record Next(Path secretFile, Path publicFile, String fingerprint) {

	}

	/**
	 * Answers requests.
	 */
	static class Desk {

		@ZmqListener(socket = "orders")
		String answer(String request) {
			return "reply to " + request;
		}

	}

	/**
	 * Sends one request after the other.
	 */
	private static final class Requester implements AutoCloseable {

		private static final int BUSY = 50;

		private final AtomicInteger answered = new AtomicInteger();

		private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

		private final Thread thread;

		private volatile boolean stopped;

		private Requester(ZmqOperations operations) {
			this.thread = new Thread(() -> {
				for (int number = 0; !this.stopped; number++) {
					try {
						assertThat(request(operations, "order " + number)).isEqualTo("reply to order " + number);
						this.answered.incrementAndGet();
					}
					catch (ZmqSecureException | AssertionError ex) {
						this.failures.add(ex);
					}
				}
			}, "requester");
			this.thread.start();
		}

		private void awaitAnswers() {
			int before = this.answered.get();
			await().until(() -> this.answered.get() >= before + BUSY);
		}

		@Override
		public void close() {
			this.stopped = true;
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
