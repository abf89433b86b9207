// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.zmqsecure.curve.CurveKeyPair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two services and a gateway, each on a host of its own.
 */
final class Fleet implements AutoCloseable {

	static final String NAME = "orders.test";

	private final CurveKeyPair orders = CurveKeyPair.generate();

	private final CurveKeyPair gateway = CurveKeyPair.generate();

	private final Path directory;

	private final TestNetwork network;

	private final Map<String, Talk> applications = new HashMap<>();

	Fleet(Path directory) {
		this.directory = directory;
		this.network = new TestNetwork("one", "two", "gateway");
	}

	TestNetwork network() {
		return this.network;
	}

	Talk on(String host) {
		return this.applications.get(host);
	}

	/** Start what a test left dead. */
	void mend() {
		this.network.mend();
		this.network.name(NAME, "one");
		for (String host : List.of("one", "two")) {
			if (!isRunning(host)) {
				startService(host);
			}
		}
		if (!isRunning("gateway")) {
			startGateway();
		}
	}

	private boolean isRunning(String host) {
		Talk application = on(host);
		return application != null && application.isAlive();
	}

	void startService(String host) {
		start(host, OrderService.class, """
				zmq.secure.bind-allowlist=tcp://10.77.0.0/24:*
				zmq.secure.keys.orders.secret-key=%s
				zmq.secure.peers.gateway.public-key=%s
				zmq.secure.sockets.orders.type=router
				zmq.secure.sockets.orders.bind=tcp://%s:5555
				zmq.secure.sockets.notes.type=pull
				zmq.secure.sockets.notes.bind=tcp://%s:5556
				zmq.secure.sockets.orders.key=orders
				zmq.secure.sockets.orders.clients=gateway
				zmq.secure.sockets.notes.key=orders
				zmq.secure.sockets.notes.clients=gateway
				""".formatted(hex(this.orders.secretKey().toBytes()), hex(this.gateway.publicKey().toBytes()),
				this.network.address(host), this.network.address(host)));
	}

	/**
	 * Start the gateway: orders go to a name, other orders to service two, notes to
	 * service one.
	 */
	void startGateway() {
		start("gateway", Gateway.class, """
				zmq.secure.connect-allowlist=tcp://10.77.0.0/24:*
				zmq.secure.keys.gateway.secret-key=%s
				zmq.secure.peers.orders.public-key=%s
				zmq.secure.sockets.orders-client.key=gateway
				zmq.secure.sockets.orders-client.server=orders
				zmq.secure.sockets.orders-client.type=dealer
				zmq.secure.sockets.orders-client.connect=tcp://%s:5555
				zmq.secure.sockets.others-client.key=gateway
				zmq.secure.sockets.others-client.options.heartbeat-timeout=60s
				zmq.secure.sockets.others-client.server=orders
				zmq.secure.sockets.others-client.type=dealer
				zmq.secure.sockets.others-client.connect=tcp://%s:5555
				zmq.secure.sockets.notes-client.key=gateway
				zmq.secure.sockets.notes-client.server=orders
				zmq.secure.sockets.notes-client.type=push
				zmq.secure.sockets.notes-client.connect=tcp://%s:5556
				zmq.secure.sockets.notes-client.options.snd-timeo=0
				management.health.zmq.require-connection=orders-client
				management.health.zmq.absent-for=1s
				""".formatted(hex(this.gateway.secretKey().toBytes()), hex(this.orders.publicKey().toBytes()), NAME,
				this.network.address("two"), this.network.address("one")));
	}

	private static String hex(byte[] key) {
		return HexFormat.of().formatHex(key);
	}

	private void start(String host, Class<?> application, String properties) {
		Path file = this.directory.resolve(host + ".properties");
		TestNetwork.write(file, properties + """
				zmq.secure.defaults.heartbeat-ivl=1s
				zmq.secure.defaults.heartbeat-timeout=3s
				spring.main.banner-mode=off
				spring.main.web-application-type=none
				""");
		Path cache = this.directory.resolve("java.security");
		TestNetwork.write(cache, "networkaddress.cache.ttl=0\nnetworkaddress.cache.negative.ttl=0\n");
		stop(host);
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		this.applications.put(host,
				new Talk(Console.ANSWER,
						this.network.in(host, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
								"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
								"-Djava.security.properties=" + cache, "-cp", classPath, application.getName(),
								"--spring.config.additional-location=file:" + file)));
	}

	void stop(String host) {
		Talk application = this.applications.remove(host);
		if (application != null) {
			application.close();
		}
	}

	/**
	 * Return what an application counts.
	 */
	Map<String, Long> counts(String host) {
		return Arrays.stream(on(host).ask("counts").split(" "))
			.map((each) -> each.split("=", 2))
			.collect(Collectors.toMap((each) -> each[0], (each) -> Long.parseLong(each[1])));
	}

	long count(String name) {
		return counts("gateway").get(name);
	}

	String health(String socket) {
		return on("gateway").ask("health " + socket);
	}

	long meter(String question) {
		return Long.parseLong(on("gateway").ask("meter " + question));
	}

	/**
	 * Wait for answers to what is asked from now on.
	 * @param count the count that grows by them
	 * @return how long it took, in milliseconds
	 */
	long awaitAnswers(String count) {
		long start = System.nanoTime();
		long before = count(count);
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> count(count) > before + 5);
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	/**
	 * Stop placing orders, and check that each was answered by its own answer or failed
	 * in time.
	 */
	void assertBalanced() {
		on("gateway").ask("pause");
		await().untilAsserted(() -> {
			Map<String, Long> counts = counts("gateway");
			assertThat(counts.get("answered") + counts.get("failed")).isEqualTo(counts.get("placed"));
		});
		assertThat(count("faulty")).isZero();
		on("gateway").ask("go");
	}

	@Override
	public void close() {
		this.applications.values().forEach(Talk::close);
		this.network.close();
	}

}
