// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a client whose server runs libzmq.
 */
class LibzmqServerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port = Ports.free();

	private final CurveKeyPair serverPair = CurveKeyPair.generate();

	private final ApplicationContextRunner application = TestSockets.runner()
		.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class))
		.withPropertyValues("zmq.secure.keys.gateway.ephemeral=true", TestSockets.peer("market", this.serverPair),
				"zmq.secure.sockets.client.type=dealer",
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + this.port,
				"zmq.secure.sockets.client.key=gateway", "zmq.secure.sockets.client.server=market",
				"zmq.secure.sockets.client.options.reconnect-ivl=50ms",
				"zmq.secure.sockets.client.options.reconnect-ivl-max=200ms");

	@BeforeEach
	void assumePython() {
		PythonPeer.assumeAvailable();
	}

	@Test
	void exchangesMessagesOfAllSizes() {
		this.application.run((context) -> {
			Client client = new Client(context);
			try (PythonPeer server = server(this.serverPair, client.publicKey())) {
				for (int size : new int[] { 0, 1, 254, 255, 256, 8191, 65536, 1048576 }) {
					byte[] frame = new byte[size];
					client.socket.send(ZmqMessage.of(frame, new byte[0], frame));
				}
				await().until(() -> client.replies.size() == 8);
				assertThat(client.replies).extracting(ZmqMessage::size)
					.containsExactly(0L, 2L, 508L, 510L, 512L, 16382L, 131072L, 2097152L);
				assertThat(client.replies).extracting((message) -> message.frames().size()).containsOnly(3);
				assertThat(client.failures()).isZero();
				assertThat(client.health().getStatus()).isEqualTo(Status.UP);
				assertThat(server.finish().get(0).get("echoed").asInt()).isEqualTo(8);
			}
		});
	}

	@Test
	void noticesAServerWithAnotherKeyUntilTheServerHasTheRightOne() {
		this.application.run((context) -> {
			Client client = new Client(context);
			try (PythonPeer wrong = server(CurveKeyPair.generate(), client.publicKey())) {
				client.awaitRefusal(FailureReason.WRONG_SERVER_KEY);
				assertThat(wrong.finish().get(0).get("echoed").asInt()).isZero();
			}
			try (PythonPeer right = server(this.serverPair, client.publicKey())) {
				client.exchange();
				client.awaitUp();
				right.finish();
			}
		});
	}

	@Test
	void noticesAServerThatDoesNotLetItInUntilItDoes() {
		this.application.run((context) -> {
			Client client = new Client(context);
			try (PythonPeer closed = server(this.serverPair, "nobody")) {
				client.awaitRefusal(FailureReason.CLIENT_NOT_ALLOWED);
				assertThat(closed.finish().get(0).get("echoed").asInt()).isZero();
			}
			try (PythonPeer open = server(this.serverPair, client.publicKey())) {
				client.exchange();
				client.awaitUp();
				open.finish();
			}
		});
	}

	@Test
	void sendsNothingToAServerWithoutCurve() {
		this.application.run((context) -> {
			Client client = new Client(context);
			try (PythonPeer plaintext = server("--mechanism=null")) {
				client.socket.send("secret");
				client.awaitFailures(FailureReason.NO_CURVE, 2);
				client.assertFailedFor(FailureReason.NO_CURVE);
				assertThat(plaintext.finish().get(0).get("echoed").asInt()).isZero();
			}
			try (PythonPeer secure = server(this.serverPair, client.publicKey())) {
				await().until(() -> client.replies.size() == 1);
				secure.finish();
			}
		});
	}

	@Test
	void givesUpASilentServerInTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(this.port, 10, InetAddress.getLoopbackAddress())) {
			this.application.withPropertyValues("zmq.secure.sockets.client.options.handshake-ivl=2s").run((context) -> {
				Client client = new Client(context);
				client.awaitFailures(FailureReason.TIMEOUT, 2);
				client.assertFailedFor(FailureReason.TIMEOUT);
				try (Socket given = silent.accept()) {
					given.setSoTimeout((int) PATIENCE.toMillis());
					byte[] greeting = given.getInputStream().readAllBytes();
					assertThat(greeting).as("all that it said before it gave up").hasSizeBetween(10, 64);
				}
			});
		}
	}

	@Test
	void connectsAgainToAServerThatRestarts() {
		this.application.run((context) -> {
			Client client = new Client(context);
			for (int i = 0; i < 3; i++) {
				try (PythonPeer server = server(this.serverPair, client.publicKey())) {
					client.exchange();
					server.finish();
				}
				await().until(() -> !client.socket.getConnections().isConnected());
			}
			assertThat(client.statistics().getSucceeded()).isEqualTo(3);
		});
	}

	private PythonPeer server(CurveKeyPair pair, String allowed) {
		List<String> options = new ArrayList<>(List.of(PythonPeer.keys(pair, pair.publicKey())));
		options.add("--allow=" + allowed);
		return server(options.toArray(String[]::new));
	}

	private PythonPeer server(String... options) {
		List<String> arguments = new ArrayList<>(List.of("server", "--endpoint=tcp://127.0.0.1:" + this.port));
		arguments.addAll(List.of(options));
		PythonPeer server = PythonPeer.start(arguments.toArray(String[]::new));
		server.read();
		return server;
	}

	/**
	 * The client under test.
	 */
	private static final class Client {

		private final AssertableApplicationContext context;

		private final ManagedSocket socket;

		private final Queue<ZmqMessage> replies = new ConcurrentLinkedQueue<>();

		Client(AssertableApplicationContext context) {
			this.context = context;
			this.socket = TestSockets.socket(context, "client");
			this.socket.setHandler(this.replies::add);
		}

		String publicKey() {
			return this.context.getBean(CurveKeys.class).getPublicKey("gateway").toZ85();
		}

		void exchange() {
			int before = this.replies.size();
			this.socket.send("hello");
			await().until(() -> this.replies.size() > before);
		}

		Health health() {
			return ZmqHealth.of(this.context);
		}

		HandshakeStatistics statistics() {
			return this.socket.getConnections().getStatistics();
		}

		long failures() {
			return statistics().getFailed();
		}

		long failures(FailureReason reason) {
			return statistics().getFailed(reason);
		}

		void awaitFailures(FailureReason reason, int atLeast) {
			await().until(() -> failures(reason) >= atLeast);
		}

		void awaitRefusal(FailureReason reason) {
			awaitFailures(reason, 2);
			assertFailedFor(reason, FailureReason.PROTOCOL);
			await().untilAsserted(() -> {
				assertThat(health().getStatus()).isEqualTo(Status.DOWN);
				assertThat(this.socket.getConnections().getRefusedEndpoints()).hasSize(1).containsValue(reason);
				assertThat(health().getDetails().get("problems"))
					.asInstanceOf(InstanceOfAssertFactories.list(String.class))
					.singleElement()
					.satisfies((problem) -> assertThat(problem).contains("client").contains(reason.tag()));
			});
		}

		/** Some may fail meanwhile. */
		void assertFailedFor(FailureReason... reasons) {
			await().untilAsserted(() -> assertThat(statistics().getFailed())
				.isEqualTo(Arrays.stream(reasons).mapToLong(this::failures).sum()));
		}

		void awaitUp() {
			await().untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
			assertThat(this.socket.getConnections().getRefusedEndpoints()).isEqualTo(Map.of());
		}

	}

}
