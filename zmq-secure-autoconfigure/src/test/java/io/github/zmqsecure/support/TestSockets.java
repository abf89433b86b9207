// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.HexFormat;
import java.util.stream.Stream;

import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * Applications with an order service and its gateway, as the tests need them.
 */
public final class TestSockets {

	/** A ROUTER that lets in {@code gateway}. */
	public static final String[] SERVER = { "zmq.secure.keys.orders-service.ephemeral=true",
			"zmq.secure.keys.gateway.ephemeral=true", "zmq.secure.sockets.orders.type=router",
			"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.orders.key=orders-service",
			"zmq.secure.sockets.orders.clients=gateway" };

	/** So that a busy machine keeps nobody out whom a socket lets in. */
	public static final String PATIENT_HANDSHAKES = "zmq.secure.limits.handshake-timeout=20s";

	/**
	 * As many I/O threads as the system property {@code test.io-threads} says, if any.
	 */
	public static final String[] IO_THREADS = Stream.ofNullable(Integer.getInteger("test.io-threads"))
		.map((ioThreads) -> "zmq.secure.context.io-threads=" + ioThreads)
		.toArray(String[]::new);

	private TestSockets() {
	}

	/**
	 * Return a runner with the auto-configuration.
	 * @return the runner
	 */
	public static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqSecureAutoConfiguration.class))
			.withPropertyValues(IO_THREADS);
	}

	/**
	 * Return the property that makes a key pair known under a name.
	 * @param name the name
	 * @param pair the key pair
	 * @return the property
	 */
	public static String key(String name, CurveKeyPair pair) {
		return "zmq.secure.keys." + name + ".secret-key=" + HexFormat.of().formatHex(pair.secretKey().toBytes());
	}

	/**
	 * Return the property that makes a public key known under a name.
	 * @param name the name
	 * @param pair the key pair of the peer
	 * @return the property
	 */
	public static String peer(String name, CurveKeyPair pair) {
		return "zmq.secure.peers." + name + ".public-key=" + HexFormat.of().formatHex(pair.publicKey().toBytes());
	}

	/**
	 * Return the only port that a socket listens on.
	 * @param context the application
	 * @param socket the name of the socket
	 * @return the port
	 */
	public static int port(ApplicationContext context, String socket) {
		String endpoint = socket(context, socket).getEndpoints().getBound().get(0);
		return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
	}

	/**
	 * Subscribe to everything, which a publisher may hear of much later, and read what
	 * was published meanwhile.
	 * @param subscriber who subscribes
	 * @param publisher the publisher, which publishes some small messages
	 */
	public static void subscribe(CurvePeer subscriber, ManagedSocket publisher) {
		subscriber.message(false, new byte[] { 1 });
		await().until(() -> {
			publisher.send(ZmqMessage.of(new byte[1]));
			return subscriber.available() > 0;
		});
		publisher.send(ZmqMessage.of(new byte[2]));
		while (subscriber.opened().length != 2) {
			// It was published before.
		}
	}

	/**
	 * Return a socket.
	 * @param context the application
	 * @param name the name of the socket
	 * @return the socket
	 */
	public static ManagedSocket socket(ApplicationContext context, String name) {
		return context.getBean(ManagedSockets.class).get(name);
	}

}
