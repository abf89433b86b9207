// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PriceFeed;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks by a peer that was let in, on subscriptions and on routing ids. One application
 * bears all of them while it serves a legitimate pair; after each a newcomer is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeerAttackTests {

	private static final long SEED = 20_261_126;

	private static final Set<FailureReason> NONE = EnumSet.allOf(FailureReason.class);

	private final int pub = Ports.free();

	private final int xpub = Ports.free();

	private final int rep = Ports.free();

	private final int radio = Ports.free();

	private final AtomicInteger received = new AtomicInteger();

	private Siege siege;

	@BeforeAll
	void start() {
		this.siege = new Siege("zmq.secure.limits.max-connections=3000",
				"zmq.secure.limits.max-connections-per-address=300", "zmq.secure.limits.max-pending-handshakes=2500",
				"zmq.secure.limits.max-pending-handshakes-per-address=250",
				"zmq.secure.limits.max-handshakes-per-second=1000000",
				"zmq.secure.limits.max-handshakes-per-second-per-address=1000000",
				"zmq.secure.limits.max-subscription-bytes=8MB", "zmq.secure.sockets.gateway.options.routing-id=gw1",
				"zmq.secure.sockets.pub.type=pub", "zmq.secure.sockets.pub.bind=tcp://127.0.0.1:" + this.pub,
				"zmq.secure.sockets.pub.key=orders-service", "zmq.secure.sockets.pub.clients=gateway,listed",
				"zmq.secure.sockets.xpub.type=xpub", "zmq.secure.sockets.xpub.bind=tcp://127.0.0.1:" + this.xpub,
				"zmq.secure.sockets.xpub.key=orders-service", "zmq.secure.sockets.xpub.clients=gateway,listed",
				"zmq.secure.sockets.radio.type=radio", "zmq.secure.sockets.radio.bind=tcp://127.0.0.1:" + this.radio,
				"zmq.secure.sockets.radio.key=orders-service", "zmq.secure.sockets.radio.clients=listed",
				"zmq.secure.sockets.rep.type=rep", "zmq.secure.sockets.rep.bind=tcp://127.0.0.1:" + this.rep,
				"zmq.secure.sockets.rep.key=orders-service", "zmq.secure.sockets.rep.clients=gateway,listed",
				"zmq.secure.sockets.reader.type=sub", "zmq.secure.sockets.reader.connect=tcp://127.0.0.1:" + this.pub,
				"zmq.secure.sockets.reader.key=gateway", "zmq.secure.sockets.reader.server=orders-service",
				"zmq.secure.sockets.reader.subscribe=EUR");
		socket("reader").setHandler((message) -> this.received.incrementAndGet());
		socket("xpub").setHandler((message) -> {
		});
		socket("rep").setHandler((message) -> socket("rep").reply(message, ZmqMessage.of("answer")));
	}

	@AfterAll
	void stop() {
		this.siege.close();
	}

	@Test
	void topicsThatAreLong() {
		withstand(() -> Siege.swarm(Siege.scaled(64), (index) -> subscriber(index, (peer) -> {
			peer.message(false, PriceFeed.subscription("t".repeat((index % 2 == 0) ? 200_000 : 257)));
			peer.awaitClose();
		})));
	}

	@Test
	void topicsThatAreMany() {
		withstand(() -> Siege.swarm(Siege.scaled(16), (index) -> subscriber(index, (peer) -> {
			Random random = new Random(SEED + index);
			for (int i = 0; i < 10_001; i++) {
				byte[] topic = new byte[1 + random.nextInt(257)];
				random.nextBytes(topic);
				topic[0] = 1;
				peer.message(false, topic);
			}
			peer.awaitClose();
		})));
	}

	@Test
	void subscriptionsThatFlip() {
		withstand(() -> Siege.swarm(Siege.scaled(16), (index) -> subscriber(index, (peer) -> {
			for (int i = 0; i < 2000; i++) {
				peer.message(false, PriceFeed.subscription("flip"));
				peer.message(false, PriceFeed.cancellation("flip"));
			}
		})));
	}

	@Test
	@Tag("long")
	void messagesUpstream() {
		withstand(() -> Siege.swarm(Siege.scaled(16), (index) -> subscriber(index, (peer) -> {
			byte[] payload = new byte[100_000];
			payload[0] = 7;
			for (int i = 0; i < 50; i++) {
				peer.message(i % 3 == 0, payload);
			}
		})));
	}

	@Test
	void routingIdsOfOthers() {
		int count = Siege.scaled(400);
		this.siege.withstand(count, EnumSet.of(FailureReason.ROUTING_ID),
				() -> Siege.swarm(count, (index) -> requester(index, (index % 4 == 0) ? "\0" + index : "gw1")));
	}

	@Test
	@Tag("long")
	void routingIdsWithoutEnd() {
		int count = Siege.scaled(2000);
		this.siege.withstand(0, NONE, () -> Siege.swarm(count, (index) -> requester(index, "id-" + index)));
	}

	@Test
	void sameRoutingIdAtOnce() {
		int count = Siege.scaled(400);
		this.siege.withstand(0, NONE, () -> Siege.swarm(count, (index) -> requester(index, "mine")));
	}

	@Test
	@Tag("long")
	void commandsThatNobodyExpects() {
		withstand(() -> swarm(Siege.scaled(64), (index) -> {
			if (index % 2 == 0) {
				subscriber(index, PeerAttackTests::sendCommands);
			}
			else {
				try (CurvePeer peer = this.siege.listed(index).handshake(Map.of())) {
					sendCommands(peer);
					assertEchoes(peer);
				}
			}
		}));
	}

	@Test
	void groupsWithoutEnd() {
		withstand(() -> swarm(Siege.scaled(8), (index) -> {
			try (CurvePeer peer = new CurvePeer(Siege.address(index), this.radio, this.siege.orders().listed(),
					this.siege.orders().serverKey())) {
				peer.handshake(Map.of("Socket-Type", "DISH"));
				for (int i = 0; i < 500; i++) {
					peer.sealed(2, command("JOIN", new byte[] { 'g' }));
					peer.sealed(2, command("LEAVE", new byte[] { (byte) i }));
				}
				sendUnnamed(peer);
				peer.sealed(2, command("PING", new byte[2]));
				assertThat(peer.opened()).isEqualTo(command("PONG"));
				for (int i = 0; i < 10_001; i++) {
					peer.sealed(2, command("JOIN", ("group-" + i).getBytes(StandardCharsets.US_ASCII)));
				}
				peer.awaitClose();
			}
		}));
		await().until(() -> socket("radio").getConnections().getConnectionCount() == 0);
	}

	@Test
	void pingsWithContexts() {
		withstand(() -> swarm(Siege.scaled(64), (index) -> {
			try (CurvePeer peer = this.siege.listed(index).handshake(Map.of())) {
				for (int size : new int[] { 0, 1, 16, 17, 255, 100_000 }) {
					byte[] context = "c".repeat(size).getBytes(StandardCharsets.US_ASCII);
					peer.sealed(2, command("PING", new byte[2], context));
					assertThat(peer.opened()).isEqualTo(command("PONG", Arrays.copyOf(context, Math.min(size, 16))));
				}
				assertEchoes(peer);
				for (int i = 0; i < 2000; i++) {
					peer.sealed(2, command("PING", new byte[2], new byte[16]));
				}
			}
		}));
	}

	@Test
	void envelopesOfManyFrames() {
		withstand(() -> swarm(Siege.scaled(64), (index) -> {
			try (CurvePeer peer = new CurvePeer(Siege.address(index), this.rep, this.siege.orders().listed(),
					this.siege.orders().serverKey())) {
				peer.handshake(Map.of("Socket-Type", "REQ"));
				int frames = (index % 4 == 0) ? 2000 : 200;
				for (int i = 0; i < frames; i++) {
					peer.message(true, new byte[] { 1 });
				}
				if (frames > 200) {
					peer.awaitClose();
					return;
				}
				peer.message(false, new byte[] { 1 });
				for (int i = 0; i < frames; i++) {
					peer.message(true, new byte[] { 2 });
				}
				peer.message(true, new byte[0]);
				peer.message(false, new byte[] { 3 });
				for (int i = 0; i < frames; i++) {
					assertThat(peer.opened()).containsExactly(2);
				}
				assertThat(peer.opened()).isEmpty();
				assertThat(peer.opened()).asString().isEqualTo("answer");
			}
		}));
	}

	/**
	 * Attack, and check that nobody was cut off before the end.
	 */
	private static void swarm(int count, IntConsumer attack) {
		AtomicInteger completed = new AtomicInteger();
		Siege.swarm(count, (index) -> {
			attack.accept(index);
			completed.incrementAndGet();
		});
		assertThat(completed).hasValue(count);
	}

	private static void sendCommands(CurvePeer peer) {
		for (String name : new String[] { "JOIN", "LEAVE", "SUBSCRIBE", "CANCEL", "ERROR", "READY", "HELLO", "PONG",
				"X".repeat(255), "" }) {
			for (int flags : new int[] { 2, 3 }) {
				peer.sealed(flags, command(name));
				peer.sealed(flags, command(name, new byte[] { 1 }));
				peer.sealed(flags, command(name, new byte[100_000]));
			}
		}
		sendUnnamed(peer);
	}

	private static void sendUnnamed(CurvePeer peer) {
		peer.sealed(2, new byte[0]);
		peer.sealed(2, new byte[] { -1 });
	}

	private static byte[] command(String name, byte[]... parts) {
		ByteArrayOutputStream command = new ByteArrayOutputStream();
		command.write(name.length());
		command.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		for (byte[] part : parts) {
			command.writeBytes(part);
		}
		return command.toByteArray();
	}

	private static void assertEchoes(CurvePeer peer) {
		peer.message("hello");
		assertThat(peer.opened()).asString().isEqualTo("hello");
	}

	private void withstand(Runnable attack) {
		this.siege.withstand(0, NONE, () -> {
			attack.run();
			await().until(() -> socket("pub").getConnections().getConnectionCount() == 1
					&& socket("xpub").getConnections().getConnectionCount() == 0);
		});
		for (String each : new String[] { "pub", "xpub" }) {
			try (CurvePeer newcomer = subscriber(0, each)) {
				newcomer.message(false, PriceFeed.subscription("EUR"));
				int before = this.received.get();
				await().until(() -> {
					socket(each).send("EUR", "tick");
					return newcomer.receives("tick");
				});
				await().until(() -> {
					socket("pub").send("EUR", "tick");
					return this.received.get() > before;
				});
			}
		}
	}

	private void subscriber(int index, Consumer<CurvePeer> attack) {
		try (CurvePeer peer = subscriber(index, (index % 3 == 0) ? "xpub" : "pub")) {
			attack.accept(peer);
		}
	}

	private CurvePeer subscriber(int index, String socket) {
		return new CurvePeer(Siege.address(index), (socket.equals("pub")) ? this.pub : this.xpub,
				this.siege.orders().listed(), this.siege.orders().serverKey())
			.handshake(Map.of("Socket-Type", "SUB"));
	}

	private void requester(int index, String identity) {
		try (CurvePeer peer = this.siege.listed(index)) {
			peer.handshake(Map.of("Identity", identity));
			peer.message("hello");
			assertThat(peer.opened()).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
		}
	}

	private ManagedSocket socket(String name) {
		return TestSockets.socket(this.siege.orders().context(), name);
	}

}
