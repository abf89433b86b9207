// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.support.PythonProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer in Python, with a listed key, and the sample as it runs without a profile.
 */
class PythonPeerTests {

	@TempDir
	private Path keys;

	@Test
	void listedPeerGetsAnswers() throws Exception {
		PythonProcess.assumeAvailable();
		KeyFiles.make(this.keys, "python");
		FileSystemResource certificate = new FileSystemResource(this.keys.resolve("python.key"));
		int port = Ports.free();
		List<String> arguments = new ArrayList<>(Ports.arguments());
		arguments.add("--server.port=" + port);
		arguments.add("--zmq.secure.peers.python.public-key="
				+ HexFormat.of().formatHex(CurveCertificate.read(certificate).publicKey().toBytes()));
		arguments.add("--zmq.secure.sockets.orders.clients=gateway,python");
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class,
				arguments.toArray(String[]::new))) {
			SampleClient client = new SampleClient(port).awaitConnected("orders-client");
			List<String> answers = Python.orders(this.keys.resolve("python.key_secret"),
					client.state().read("$.serverKey"),
					context.getEnvironment().getRequiredProperty("zmq.sample.orders-endpoint"), 3);
			assertThat(answers).hasSize(3)
				.allMatch((answer) -> answer.contains("\"accepted\"") && answer.contains("\"client\": \"python\""));
			assertThat(client.state().<List<String>>read("$.service.recent[*].client")).contains("python");
			assertThat(client.failures().values()).containsOnly(0);
		}
	}

}
