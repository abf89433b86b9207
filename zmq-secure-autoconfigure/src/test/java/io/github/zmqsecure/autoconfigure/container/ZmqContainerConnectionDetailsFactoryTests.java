// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.container;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqsecure.autoconfigure.ZmqConnectionDetails;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqContainerConnectionDetailsFactory}, with containers that nobody
 * runs.
 */
class ZmqContainerConnectionDetailsFactoryTests {

	private final Pair pair = new Pair("router", "dealer");

	@Test
	void connectsASocketWithAContainer() {
		this.pair.runServer((server) -> container(Map.of("zmq-secure.socket", "client", "zmq-secure.server-key",
				this.pair.serverKey().publicKey().toZ85()), 5555)
			.withPropertyValues(TestSockets.key("client", this.pair.clientKey()),
					"zmq.secure.sockets.client.type=dealer", "zmq.secure.sockets.client.key=client")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ZmqConnectionDetails.class);
				ManagedSocket socket = TestSockets.socket(context, "client");
				await().until(() -> socket.getConnections().isConnected());
			}));
	}

	@Test
	void takesThePlaceOfProperties() {
		this.pair.runServer(
				(server) -> container(
						Map.of("zmq-secure.socket", "other, client", "zmq-secure.port", "1111",
								"zmq-secure.port.client", "5555", "zmq-secure.server-key.client",
								this.pair.serverKey().publicKey().toZ85(), "zmq-secure.server-key", "nonsense"),
						5555, 8080)
					.withPropertyValues(TestSockets.key("client", this.pair.clientKey()),
							TestSockets.peer("server", CurveKeyPair.generate()),
							"zmq.secure.sockets.client.type=dealer", "zmq.secure.sockets.client.key=client",
							"zmq.secure.sockets.client.server=server",
							"zmq.secure.sockets.client.connect=tcp://127.0.0.1:1")
					.run((context) -> {
						assertThat(context).hasNotFailed();
						ManagedSocket socket = TestSockets.socket(context, "client");
						await().until(() -> socket.getConnections().isConnected());
					}));
	}

	@Test
	void asksWhichOfSeveralPortsItIs() {
		container(Map.of("zmq-secure.socket", "client"), 5555, 8080).withPropertyValues(clientProperties())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("The label 'zmq-secure.port' of the container that the socket 'client' connects to has to "
						+ "be the port inside the container, but is missing"));
	}

	@Test
	void refusesAPortThatIsNoNumber() {
		container(Map.of("zmq-secure.socket", "client", "zmq-secure.port", "zmq"), 5555)
			.withPropertyValues(clientProperties())
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("but is 'zmq'"));
	}

	@Test
	void leavesSocketsAloneThatAreNotNamed() {
		container(Map.of("zmq-secure.socket", "other"), 5555).withPropertyValues(clientProperties())
			.run((context) -> assertThat(TestSockets.socket(context, "client").getEndpoints().getConnected())
				.containsExactly("tcp://127.0.0.1:1"));
	}

	@Test
	void startsWithoutTestcontainers() {
		this.pair.clientRunner()
			.withClassLoader(new FilteredClassLoader("org.testcontainers", "org.springframework.boot.testcontainers",
					"org.springframework.boot.docker.compose"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private String[] clientProperties() {
		return new String[] { TestSockets.key("client", this.pair.clientKey()),
				TestSockets.peer("server", this.pair.serverKey()), "zmq.secure.sockets.client.type=dealer",
				"zmq.secure.sockets.client.key=client", "zmq.secure.sockets.client.server=server",
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:1" };
	}

	private ApplicationContextRunner container(Map<String, String> labels, Integer... ports) {
		Supplier<ImaginaryContainer> container = () -> new ImaginaryContainer(labels, List.of(ports), this.pair.port());
		return new ApplicationContextRunner().withBean(Containers.class, () -> new Containers(container))
			.withConfiguration(
					AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, ZmqSecureAutoConfiguration.class));
	}

	/**
	 * What a test with a container has.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Containers {

		private final Supplier<ImaginaryContainer> container;

		Containers(Supplier<ImaginaryContainer> container) {
			this.container = container;
		}

		@Bean
		@ServiceConnection("zmq-secure")
		ImaginaryContainer ordersContainer() {
			return this.container.get();
		}

	}

	/**
	 * A container that is this machine.
	 */
	static class ImaginaryContainer extends GenericContainer<ImaginaryContainer> {

		private final int port;

		ImaginaryContainer(Map<String, String> labels, List<Integer> exposed, int port) {
			super(DockerImageName.parse("orders:1"));
			this.port = port;
			withLabels(labels);
			setExposedPorts(exposed);
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int exposed) {
			return (exposed == 5555) ? this.port : 1;
		}

	}

}
