// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with the proxy {@code feed} between {@code feed-in} and
 * {@code feed-out}, two CURVE servers with keys and clients of their own, and those who
 * connect to them.
 */
final class Broker {

	private final int frontendPort = Ports.free();

	private final int backendPort = Ports.free();

	private final int capturePort = Ports.free();

	private final CurveKeyPair frontendKey = CurveKeyPair.generate();

	private final CurveKeyPair backendKey = CurveKeyPair.generate();

	private final CurveKeyPair sender = CurveKeyPair.generate();

	private final CurveKeyPair receiver = CurveKeyPair.generate();

	private final CurveKeyPair other = CurveKeyPair.generate();

	private final List<String> properties = new ArrayList<>();

	Broker(String frontend, String backend) {
		this.properties.addAll(List.of(TestSockets.key("feed-in", this.frontendKey),
				TestSockets.key("feed-out", this.backendKey), TestSockets.peer("sender", this.sender),
				TestSockets.peer("receiver", this.receiver), TestSockets.peer("other", this.other)));
		server("feed-in", frontend, this.frontendPort, "feed-in", "sender");
		server("feed-out", backend, this.backendPort, "feed-out", "receiver,other");
		with("proxies.feed.frontend=feed-in", "proxies.feed.backend=feed-out");
	}

	private void server(String name, String type, int port, String key, String clients) {
		String prefix = "sockets." + name + ".";
		with(prefix + "type=" + type, prefix + "bind=tcp://127.0.0.1:" + port, prefix + "key=" + key,
				prefix + "clients=" + clients);
	}

	/**
	 * Add properties, written after {@code zmq.secure.}.
	 */
	Broker with(String... properties) {
		Arrays.stream(properties).map((each) -> "zmq.secure." + each).forEach(this.properties::add);
		return this;
	}

	Broker capture(String type) {
		server("feed-tap", type, this.capturePort, "feed-out", "receiver");
		return with("proxies.feed.capture=feed-tap");
	}

	ApplicationContextRunner runner() {
		return TestSockets.runner().withPropertyValues(this.properties.toArray(String[]::new));
	}

	void run(Consumer<AssertableApplicationContext> test) {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	/**
	 * Return an application with the socket {@code peer}, connected to the frontend.
	 */
	ApplicationContextRunner sender(String type, String... properties) {
		return peer(type, this.frontendPort, this.sender, this.frontendKey, properties);
	}

	/**
	 * Return an application with the socket {@code peer}, connected to the backend.
	 */
	ApplicationContextRunner receiver(String type, String... properties) {
		return peer(type, this.backendPort, this.receiver, this.backendKey, properties);
	}

	/**
	 * Return an application like a receiver, with another name.
	 */
	ApplicationContextRunner otherReceiver(String type) {
		return peer(type, this.backendPort, this.other, this.backendKey);
	}

	ApplicationContextRunner observer(String type) {
		return peer(type, this.capturePort, this.receiver, this.backendKey);
	}

	private static ApplicationContextRunner peer(String type, int port, CurveKeyPair key, CurveKeyPair server,
			String... properties) {
		return TestSockets.runner()
			.withPropertyValues(TestSockets.key("own", key), TestSockets.peer("broker", server),
					"zmq.secure.sockets.peer.type=" + type, "zmq.secure.sockets.peer.connect=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.peer.key=own", "zmq.secure.sockets.peer.server=broker")
			.withPropertyValues(
					Arrays.stream(properties).map((each) -> "zmq.secure.sockets.peer." + each).toArray(String[]::new));
	}

	static void runPeer(ApplicationContextRunner runner, BiConsumer<AssertableApplicationContext, ManagedSocket> test) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context, TestSockets.socket(context, "peer"));
		});
	}

	static void runPeer(ApplicationContextRunner runner, Consumer<ManagedSocket> test) {
		runPeer(runner, (context, socket) -> test.accept(socket));
	}

	/**
	 * Return the arguments of a peer that runs libzmq.
	 */
	List<String> libzmq(String command, boolean toFrontend, String... arguments) {
		CurveKeyPair key = (toFrontend) ? this.sender : this.receiver;
		CurveKeyPair server = (toFrontend) ? this.frontendKey : this.backendKey;
		List<String> all = new ArrayList<>(
				List.of(command, "tcp://127.0.0.1:" + ((toFrontend) ? this.frontendPort : this.backendPort),
						key.publicKey().toZ85(), new String(key.secretKey().toZ85()), server.publicKey().toZ85()));
		all.addAll(List.of(arguments));
		return all;
	}

	/**
	 * Assert that each message that the frontend received has left the backend, waits
	 * there, or is counted by one of the two.
	 */
	static void assertBalanced(AssertableApplicationContext context) {
		ManagedSocket frontend = TestSockets.socket(context, "feed-in");
		ManagedSocket backend = TestSockets.socket(context, "feed-out");
		ZmqProxy proxy = context.getBean(ZmqProxies.class).get("feed");
		MessageStatistics in = frontend.getStatistics();
		MessageStatistics out = backend.getStatistics();
		await().untilAsserted(() -> {
			assertThat(in.getReceived()).isEqualTo(proxy.getForwarded() + in.getDropped(DropReason.NOT_HANDLED)
					+ in.getDropped(DropReason.HANDLER_FAILED) + out.getDropped(DropReason.TOO_LARGE));
			assertThat(proxy.getForwarded()).isEqualTo(out.getSent() + backend.getGauges().getQueueDepth()
					+ out.getDropped(MessageDirection.OUTBOUND, DropReason.SEND_FAILED));
		});
	}

	/**
	 * Send replies to nobody, as fast as there is room.
	 * @param worker who sends them
	 * @param over whether to end
	 */
	static void reply(ManagedSocket worker, AtomicBoolean over) {
		while (!over.get()) {
			try {
				worker.send("nobody", "", "reply");
			}
			catch (QueueFullException ex) {
				// The broker takes none for now.
			}
		}
	}

}
