// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running application: a PUB or XPUB {@code prices} and a SUB {@code reader}, which is
 * its legitimate subscriber. The peer {@code listed} is let in too.
 */
public final class PriceFeed {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContext context;

	private final int port;

	private final CurveKeyPair listed;

	private final CurvePublicKey server;

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	private int published;

	private PriceFeed(ApplicationContext context, int port, CurveKeyPair listed, CurvePublicKey server) {
		this.context = context;
		this.port = port;
		this.listed = listed;
		this.server = server;
		TestSockets.socket(context, "reader").setHandler((message) -> this.received.add(message.text(1)));
	}

	/**
	 * Run a test against the application: the legitimate subscriber is served before and
	 * after it.
	 * @param type the type of the publisher
	 * @param test the test
	 * @param properties further properties
	 */
	public static void run(String type, Consumer<PriceFeed> test, String... properties) {
		CurveKeyPair server = CurveKeyPair.generate();
		CurveKeyPair listed = CurveKeyPair.generate();
		int port = Ports.free();
		TestSockets.runner()
			.withPropertyValues(TestSockets.key("feed", server), TestSockets.peer("listed", listed),
					"zmq.secure.keys.gateway.ephemeral=true", "zmq.secure.sockets.prices.type=" + type,
					"zmq.secure.sockets.prices.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.prices.key=feed",
					"zmq.secure.sockets.prices.clients=gateway,listed", "zmq.secure.sockets.reader.type=sub",
					"zmq.secure.sockets.reader.connect=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.reader.key=gateway", "zmq.secure.sockets.reader.server=feed",
					"zmq.secure.sockets.reader.subscribe=EUR")
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				PriceFeed feed = new PriceFeed(context, port, listed, server.publicKey());
				feed.deliver();
				test.accept(feed);
				feed.deliver();
			});
	}

	/**
	 * Publish until something that is published from now on reaches the legitimate
	 * subscriber.
	 */
	public void deliver() {
		this.received.clear();
		await().atMost(PATIENCE).until(() -> {
			prices().send("EURUSD", "tick " + this.published++);
			return !this.received.isEmpty();
		});
	}

	/**
	 * Connect as the peer {@code listed}, and go through the handshake.
	 * @return the peer
	 */
	public CurvePeer subscriber() {
		return new CurvePeer(this.port, this.listed, this.server).handshake(Map.of("Socket-Type", "SUB"));
	}

	/**
	 * Return a message that subscribes.
	 * @param topic the topic
	 * @return the only frame
	 */
	public static byte[] subscription(String topic) {
		return ("\1" + topic).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return a message that ends a subscription.
	 * @param topic the topic
	 * @return the only frame
	 */
	public static byte[] cancellation(String topic) {
		return ("\0" + topic).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return the publisher.
	 * @return the socket
	 */
	public ManagedSocket prices() {
		return TestSockets.socket(this.context, "prices");
	}

	/**
	 * Return the application.
	 * @return the context
	 */
	public ApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the port of the publisher.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the key pair of the other peer that is let in.
	 * @return the key pair of {@code listed}
	 */
	public CurveKeyPair listed() {
		return this.listed;
	}

	/**
	 * Return the key that subscribers must insist on.
	 * @return the public key of the publisher
	 */
	public CurvePublicKey serverKey() {
		return this.server;
	}

}
