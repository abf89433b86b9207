// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for names that have IPv6 addresses only. They run in a JVM of their own, whose
 * name service is a file.
 */
class Ipv6NameTests {

	@Test
	void areConnectedToWithoutAWord(@TempDir Path directory) throws IOException, InterruptedException {
		Path hosts = Files.writeString(directory.resolve("hosts"), "::1 six.example\n127.0.0.1 localhost\n");
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.net.hosts.file=" + hosts, "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), Program.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("ipv6: connected");
	}

	/**
	 * What runs with a hosts file of its own.
	 */
	public static final class Program {

		private Program() {
		}

		public static void main(String[] args) {
			int port = Ports.free();
			TestSockets.runner()
				.withPropertyValues(TestSockets.SERVER)
				.withPropertyValues("zmq.secure.sockets.orders.bind=tcp://[::1]:" + port,
						"zmq.secure.sockets.client.type=dealer",
						"zmq.secure.sockets.client.connect=tcp://six.example:" + port,
						"zmq.secure.sockets.client.server=orders-service", "zmq.secure.sockets.client.key=gateway")
				.run((context) -> {
					await().atMost(Duration.ofSeconds(60))
						.until(() -> TestSockets.socket(context, "client").getConnections().isConnected());
					System.out.println("ipv6: connected");
				});
			System.exit(0);
		}

	}

}
