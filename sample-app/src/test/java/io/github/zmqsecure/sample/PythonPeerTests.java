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
