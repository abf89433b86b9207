// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.container;

import java.util.List;
import java.util.Map;

import io.github.zmqsecure.autoconfigure.ZmqConnectionDetails;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqDockerComposeConnectionDetailsFactory}, with services that nobody
 * runs.
 */
class ZmqDockerComposeConnectionDetailsFactoryTests {

	private final Pair pair = new Pair("router", "dealer");

	@Test
	void connectsASocketWithAService() {
		ZmqConnectionDetails details = details(new ImaginaryService(Map.of("zmq-secure.socket", "client",
				"zmq-secure.server-key", this.pair.serverKey().publicKey().toZ85()), Map.of(5555, this.pair.port())));
		assertThat(details).isNotNull();
		this.pair.runServer((server) -> TestSockets.runner()
			.withBean(ZmqConnectionDetails.class, () -> details)
			.withPropertyValues(TestSockets.key("client", this.pair.clientKey()),
					"zmq.secure.sockets.client.type=dealer", "zmq.secure.sockets.client.key=client")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				ManagedSocket socket = TestSockets.socket(context, "client");
				await().until(() -> socket.getConnections().isConnected());
			}));
	}

	@Test
	void knowsAPortAndAKeyForEachSocket() {
		ZmqConnectionDetails details = details(new ImaginaryService(
				Map.of("zmq-secure.socket", "orders-client,prices", "zmq-secure.port", "5555", "zmq-secure.port.prices",
						"5556", "zmq-secure.server-key", "one", "zmq-secure.server-key.prices", "other"),
				Map.of(5555, 32001, 5556, 32002, 8080, 32003)));
		assertThat(details.getEndpoints("orders-client")).containsExactly("tcp://127.0.0.1:32001");
		assertThat(details.getServerKey("orders-client")).isEqualTo("one");
		assertThat(details.getEndpoints("prices")).containsExactly("tcp://127.0.0.1:32002");
		assertThat(details.getServerKey("prices")).isEqualTo("other");
		assertThat(details.getEndpoints("nothing")).isEmpty();
		assertThat(details.getServerKey("nothing")).isNull();
	}

	@Test
	void needsNoKey() {
		ZmqConnectionDetails details = details(
				new ImaginaryService(Map.of("zmq-secure.socket", "client"), Map.of(5555, 32001)));
		assertThat(details.getEndpoints("client")).containsExactly("tcp://127.0.0.1:32001");
		assertThat(details.getServerKey("client")).isNull();
	}

	@Test
	void asksWhichOfSeveralPortsItIs() {
		ZmqConnectionDetails details = details(
				new ImaginaryService(Map.of("zmq-secure.socket", "client"), Map.of(5555, 32001, 8080, 32002)));
		assertThatIllegalStateException().isThrownBy(() -> details.getEndpoints("client"))
			.withMessageContaining("'zmq-secure.port'")
			.withMessageContaining("missing");
	}

	@Test
	void leavesOtherServicesAlone() {
		assertThat(connections(new ImaginaryService(Map.of(), Map.of(5555, 32001))))
			.doesNotContainKey(ZmqConnectionDetails.class);
	}

	private static ZmqConnectionDetails details(RunningService service) {
		return (ZmqConnectionDetails) connections(service).get(ZmqConnectionDetails.class);
	}

	/**
	 * As the listener of Spring Boot does once the services run, which finds the factory
	 * by itself.
	 */
	private static Map<Class<?>, ConnectionDetails> connections(RunningService service) {
		try {
			DockerComposeConnectionSource source = BeanUtils.instantiateClass(
					DockerComposeConnectionSource.class.getDeclaredConstructor(RunningService.class, Environment.class),
					service, new StandardEnvironment());
			return new ConnectionDetailsFactories(null).getConnectionDetails(source, false);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A service that is this machine.
	 *
	 * @param labels its labels
	 * @param published the ports by those inside the container
	 */
	private record ImaginaryService(Map<String, String> labels,
			Map<Integer, Integer> published) implements RunningService, ConnectionPorts {

		@Override
		public String name() {
			return "orders";
		}

		@Override
		public ImageReference image() {
			return ImageReference.of("example/orders:1");
		}

		@Override
		public String host() {
			return "127.0.0.1";
		}

		@Override
		public ConnectionPorts ports() {
			return this;
		}

		@Override
		public Map<String, String> env() {
			return Map.of();
		}

		@Override
		public int get(int port) {
			return this.published.get(port);
		}

		@Override
		public List<Integer> getAll() {
			return List.copyOf(this.published.values());
		}

		@Override
		public List<Integer> getAll(String protocol) {
			assertThat(protocol).isEqualTo("tcp");
			return getAll();
		}

	}

}
