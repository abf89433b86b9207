// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.PythonProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The two sides in two processes, with key files that a third one made.
 */
class TwoProcessesTests {

	private static final int EXIT_SECONDS = 30;

	@TempDir
	private Path directory;

	private final List<String> arguments = new ArrayList<>(Ports.arguments());

	private final List<Process> processes = new ArrayList<>();

	private Path keys;

	@BeforeEach
	void makeKeys() throws Exception {
		this.keys = this.directory.resolve("keys");
		Process process = start("make-keys", "--zmq.sample.make-keys=" + this.keys);
		assertThat(process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		this.arguments.add("--zmq.sample.keys=" + this.keys);
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.processes.forEach(Process::destroy);
		for (Process process : this.processes) {
			if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
	}

	@Test
	void exchangeOrdersAndPrices() throws IOException {
		SampleClient service = startSide("service");
		SampleClient gateway = startSide("gateway");
		service.awaitConnected("orders", "prices");
		gateway.awaitConnected("orders-client", "prices-client");
		assertThat(gateway.post("/api/orders?count=10")).isEqualTo(200);
		SampleClient.await().until(() -> gateway.number("$.gateway.answered") == 10);
		SampleClient.await().until(() -> !gateway.state().<List<String>>read("$.prices[*].pair").isEmpty());
		assertThat(service.state().<List<String>>read("$.service.recent[*].client")).containsOnly("gateway");
		assertThat(gateway.postForJson("/api/knock/wrong-key").<Boolean>read("$.refused")).isTrue();
		SampleClient.await().until(() -> service.failures().get("client_not_allowed") == 1);
		assertThat(service.health().<String>read("$.status")).isEqualTo("UP");
		assertThat(gateway.health().<String>read("$.status")).isEqualTo("UP");
		assertThat(service.post("/api/orders")).isEqualTo(404);
		assertThat(gateway.post("/api/pause")).isEqualTo(404);
	}

	@Test
	void serviceAnswersPythonPeerWithKeyFile() throws Exception {
		PythonProcess.assumeAvailable();
		SampleClient service = startSide("service");
		SampleClient.await().until(() -> service.status("/actuator/health") == 200);
		String endpoint = this.arguments.get(0).substring("--zmq.sample.orders-endpoint=".length());
		assertThat(Python.orders(this.keys.resolve("python.key_secret"),
				this.keys.resolve("orders-service.key").toString(), endpoint, 2))
			.hasSize(2)
			.allMatch((answer) -> answer.contains("\"client\": \"python\""));
	}

	private SampleClient startSide(String profile) throws IOException {
		int port = Ports.free();
		List<String> arguments = new ArrayList<>(this.arguments);
		arguments.add("--spring.profiles.active=" + profile);
		arguments.add("--server.port=" + port);
		start(profile, arguments.toArray(String[]::new));
		return new SampleClient(port);
	}

	private Process start(String name, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), SampleApplication.class.getName()));
		command.addAll(List.of(arguments));
		Path log = Files.createTempFile(this.directory, name, ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		this.processes.add(process);
		return process;
	}

}
