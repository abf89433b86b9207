// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with little room for messages and two sockets, of which one, called
 * {@code held}, receives nothing until it is released, and the peers of both.
 */
final class TwoSockets {

	static final String TOTAL = "zmq.secure.limits.max-total-bytes=4MB";

	static final int PEERS = 8;

	/** What a frame counts beside its bytes. */
	static final int OVERHEAD = 128;

	final int heldPort = Ports.free();

	final int otherPort = Ports.free();

	final CurveKeyPair attacker = CurveKeyPair.generate();

	final CurveKeyPair single = CurveKeyPair.generate();

	final List<CurveKeyPair> keys = Stream.generate(CurveKeyPair::generate).limit(PEERS).toList();

	/** The numbers that the messages begin with, or zero. */
	final Queue<Integer> receivedHeld = new ConcurrentLinkedQueue<>();

	final AtomicInteger received = new AtomicInteger();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final List<CurvePeer> peers = new ArrayList<>();

	/**
	 * Run a test while the socket {@code held} receives nothing, and check that nothing
	 * is left of it.
	 * @param clientsOfHeld the names of the peers that may connect to {@code held}
	 * @param clientsOfOther the same for {@code other}
	 * @param test the test
	 * @param properties further properties
	 */
	void run(String clientsOfHeld, String clientsOfOther, Consumer<ApplicationContext> test, String... properties) {
		TestSockets.runner()
			.withPropertyValues(TOTAL, TestSockets.key("server", this.server),
					TestSockets.peer("attacker", this.attacker), TestSockets.peer("single", this.single))
			.withPropertyValues(IntStream.range(0, PEERS)
				.mapToObj((i) -> TestSockets.peer("peer" + i, this.keys.get(i)))
				.toArray(String[]::new))
			.withPropertyValues(socket("held", this.heldPort, clientsOfHeld))
			.withPropertyValues(socket("other", this.otherPort, clientsOfOther))
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				hold(context, "held");
				TestSockets.socket(context, "held")
					.setHandler((message) -> this.receivedHeld
						.add((message.frame(0).length == 4) ? ByteBuffer.wrap(message.frame(0)).getInt() : 0));
				TestSockets.socket(context, "other").setHandler((message) -> this.received.incrementAndGet());
				try {
					test.accept(context);
				}
				finally {
					this.peers.forEach(CurvePeer::close);
				}
				MemoryBudget budget = context.getBean(MemoryBudget.class);
				await().until(() -> budget.getHeld() == 0);
			});
	}

	private static String[] socket(String name, int port, String clients) {
		String prefix = "zmq.secure.sockets." + name + ".";
		return new String[] { prefix + "type=dealer", prefix + "bind=tcp://127.0.0.1:" + port, prefix + "key=server",
				prefix + "clients=" + clients };
	}

	/** The names of the peers that there are {@link #PEERS} of. */
	static String many() {
		return String.join(",", IntStream.range(0, PEERS).mapToObj((i) -> "peer" + i).toList());
	}

	CurvePeer connect(int port, CurveKeyPair key) {
		CurvePeer peer = new CurvePeer(port, key, this.server.publicKey());
		this.peers.add(peer);
		return peer.handshake(Map.of());
	}

	void hold(ApplicationContext context, String socket) {
		TestSockets.socket(context, socket).getInbound().hold(this);
	}

	void release(ApplicationContext context, String socket) {
		TestSockets.socket(context, socket).getInbound().release(this);
	}

	static ByteAccount account(ApplicationContext context, Stage stage) {
		return context.getBean(MemoryBudget.class).getAccount(stage);
	}

	/** On a thread of its own, since it may be held up. */
	static void start(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	}

}
