// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications that know each other: one with the socket {@code server}, a CURVE
 * server, and one with the socket {@code client}.
 */
public final class Pair {

	private final int port = Ports.free();

	private final CurveKeyPair serverKey = CurveKeyPair.generate();

	private final CurveKeyPair clientKey = CurveKeyPair.generate();

	private final List<String> serverProperties;

	private final List<String> clientProperties;

	/**
	 * Create a pair.
	 * @param server the type of the server
	 * @param client the type of the client
	 */
	public Pair(String server, String client) {
		this.serverProperties = new ArrayList<>(
				List.of(TestSockets.PATIENT_HANDSHAKES, "zmq.secure.sockets.server.type=" + server,
						"zmq.secure.sockets.server.bind=tcp://127.0.0.1:" + this.port,
						"zmq.secure.sockets.server.key=server", "zmq.secure.sockets.server.clients=client",
						TestSockets.key("server", this.serverKey), TestSockets.peer("client", this.clientKey)));
		this.clientProperties = new ArrayList<>(List.of("zmq.secure.sockets.client.type=" + client,
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + this.port,
				"zmq.secure.sockets.client.key=client", "zmq.secure.sockets.client.server=server",
				TestSockets.key("client", this.clientKey), TestSockets.peer("server", this.serverKey)));
	}

	/**
	 * Add properties of the server, written after {@code zmq.secure.sockets.server.}.
	 * @param properties the properties
	 * @return this pair
	 */
	public Pair server(String... properties) {
		Arrays.stream(properties)
			.map((each) -> "zmq.secure.sockets.server." + each)
			.forEach(this.serverProperties::add);
		return this;
	}

	/**
	 * Add properties of the client, written after {@code zmq.secure.sockets.client.}.
	 * @param properties the properties
	 * @return this pair
	 */
	public Pair client(String... properties) {
		Arrays.stream(properties)
			.map((each) -> "zmq.secure.sockets.client." + each)
			.forEach(this.clientProperties::add);
		return this;
	}

	/**
	 * Return the application of the server.
	 * @return the runner
	 */
	public ApplicationContextRunner serverRunner() {
		return TestSockets.runner().withPropertyValues(this.serverProperties.toArray(String[]::new));
	}

	/**
	 * Return the application of the client.
	 * @return the runner
	 */
	public ApplicationContextRunner clientRunner() {
		return TestSockets.runner().withPropertyValues(this.clientProperties.toArray(String[]::new));
	}

	/**
	 * Run the server.
	 * @param test is given the server
	 */
	public void runServer(Consumer<Side> test) {
		run(serverRunner(), "server", test);
	}

	/**
	 * Run the client.
	 * @param test is given the client
	 */
	public void runClient(Consumer<Side> test) {
		run(clientRunner(), "client", test);
	}

	/**
	 * Run both.
	 * @param test is given both
	 */
	public void run(Both test) {
		runServer((server) -> runClient((client) -> test.run(server.socket(), client.socket())));
	}

	/**
	 * Return the port of the server.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the key pair of the server.
	 * @return the key pair
	 */
	public CurveKeyPair serverKey() {
		return this.serverKey;
	}

	/**
	 * Return the key pair of the client.
	 * @return the key pair
	 */
	public CurveKeyPair clientKey() {
		return this.clientKey;
	}

	private static void run(ApplicationContextRunner runner, String name, Consumer<Side> test) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(new Side(context.getSourceApplicationContext(), TestSockets.socket(context, name)));
		});
	}

	/**
	 * Connect to the server by hand with the key of the client.
	 * @return the peer, which has not greeted
	 */
	public CurvePeer peer() {
		return new CurvePeer(this.port, this.clientKey, this.serverKey.publicKey());
	}

	/**
	 * One of the two.
	 *
	 * @param context the application
	 * @param socket its socket
	 */
	public record Side(ConfigurableApplicationContext context, ManagedSocket socket) {

		/**
		 * Close the application.
		 */
		public void close() {
			this.context.close();
		}

	}

	/**
	 * A test of both sides.
	 */
	@FunctionalInterface
	public interface Both {

		/**
		 * Run the test.
		 * @param server the server
		 * @param client the client
		 */
		void run(ManagedSocket server, ManagedSocket client);

	}

}
