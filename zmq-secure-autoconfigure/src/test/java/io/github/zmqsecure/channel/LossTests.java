// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for losses: what was accepted is delivered, waits, or is counted.
 */
class LossTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int MESSAGES = 900;

	private static final Map<String, String> PEERS = Map.of("push", "PULL", "dealer", "DEALER", "pair", "PAIR",
			"router", "DEALER", "scatter", "GATHER", "channel", "CHANNEL", "client", "SERVER", "pub", "SUB", "xpub",
			"SUB");

	/** What the I/O thread may take while a connection ends. */
	private static final long TAKEN_AT_LAST = 2;

	@Test
	void countsWhatWaitedForAServerThatThenRefusesUs() {
		Pair pair = new Pair("pull", "push").client("options.reconnect-ivl=20ms", "options.linger=0ms");
		pair.runClient((client) -> {
			ManagedSocket push = client.socket();
			try (ZContext context = new ZContext()) {
				ZMQ.Socket server = RawSockets.server(context, SocketType.PULL, pair.serverKey());
				server.setRcvHWM(2);
				server.bind("tcp://127.0.0.1:" + pair.port());
				fill(push);
			}
			long waiting = PipeDepths.outbound(push);
			assertThat(waiting).isPositive();
			try (ZContext context = new ZContext()) {
				ZMQ.Socket server = RawSockets.server(context, SocketType.PULL, CurveKeyPair.generate());
				await().ignoreExceptions().until(() -> server.bind("tcp://127.0.0.1:" + pair.port()));
				await().until(() -> lost(push) >= waiting - TAKEN_AT_LAST);
			}
			assertThat(lost(push)).isLessThanOrEqualTo(waiting);
			assertThat(PipeDepths.outbound(push)).isZero();
		});
	}

	@Test
	void countsWhatWaitedForAWorkerThatLeaves() {
		Pair pair = new Pair("push", "pull").server("options.linger=0ms");
		pair.runServer((server) -> {
			ManagedSocket push = server.socket();
			AtomicLong depth = new AtomicLong();
			try (ZContext context = new ZContext()) {
				ZMQ.Socket worker = RawSockets.client(context, SocketType.PULL, pair);
				worker.setRcvHWM(2);
				worker.connect("tcp://127.0.0.1:" + pair.port());
				await().until(push.getConnections()::isConnected);
				fill(push);
				depth.set(PipeDepths.outbound(push));
				assertThat(depth).hasValueGreaterThan(0);
			}
			long waiting = depth.get();
			await().until(() -> PipeDepths.outbound(push) == 0);
			await().until(() -> lost(push) >= waiting - TAKEN_AT_LAST);
			assertThat(lost(push)).isLessThanOrEqualTo(waiting);
			assertThat(push.getStatistics().getSent()).isEqualTo(MESSAGES);
		});
	}

	/**
	 * The worker reads to the end what the operating systems had taken when its
	 * connection ended.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer", "pair", "router", "scatter", "channel", "client", "pub", "xpub" })
	void balancesWhatAPeerThatLeavesWasGiven(String type) {
		Pair pair = new Pair(type, "pull").server("options.linger=0ms", "options.snd-hwm=10000");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer worker = pair.peer()) {
				worker.handshake(Map.of("Socket-Type", PEERS.get(type), "Identity", "peer"));
				await().until(socket.getConnections()::isConnected);
				if (type.endsWith("pub")) {
					TestSockets.subscribe(worker, socket);
				}
				long early = sent(socket);
				fill(socket);
				for (int i = 0; i < 10; i++) {
					worker.frame();
				}
				long depth = PipeDepths.outbound(socket);
				worker.endOutput();
				await().until(() -> !socket.getConnections().isConnected());
				long taken = 10 + worker.framesUntilTheEnd();
				await().until(() -> lost(socket) > 0);
				assertThat(depth).isPositive();
				assertThat(socket.getStatistics().getSent()).isEqualTo(early + MESSAGES);
				await().untilAsserted(() -> assertThat(MESSAGES - taken - lost(socket)).isBetween(0L, TAKEN_AT_LAST));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer", "pair", "router", "scatter", "channel", "client", "pub", "xpub" })
	void balancesWhatIsLeftWhenASocketClosesAtOnce(String type) {
		Pair pair = new Pair(type, "pull").server("options.linger=0ms", "options.snd-hwm=10000");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer reader = pair.peer()) {
				reader.handshake(Map.of("Socket-Type", PEERS.get(type), "Identity", "peer"));
				await().until(socket.getConnections()::isConnected);
				if (type.endsWith("pub")) {
					TestSockets.subscribe(reader, socket);
				}
				fill(socket);
				server.close();
				long taken = reader.framesUntilTheEnd();
				long closed = socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED);
				assertThat(closed).isPositive();
				assertThat(MESSAGES - taken - closed).isBetween(-TAKEN_AT_LAST, TAKEN_AT_LAST);
			}
		});
	}

	/**
	 * Each message goes to one of the connections, by whichever endpoint they came.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "push", "dealer" })
	void balancesWhatPeersOfTwoEndpointsWereGiven(String type) {
		int second = Ports.free();
		Pair pair = new Pair(type, "pull").server("options.linger=0ms", "options.snd-hwm=10000");
		pair.server("bind=tcp://127.0.0.1:" + pair.port() + ",tcp://127.0.0.1:" + second);
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer one = pair.peer();
					CurvePeer other = new CurvePeer(second, pair.clientKey(), pair.serverKey().publicKey())) {
				one.handshake(Map.of("Socket-Type", PEERS.get(type)));
				other.handshake(Map.of("Socket-Type", PEERS.get(type)));
				await().until(() -> socket.getConnections().getConnectionCount() == 2);
				fill(socket);
				one.endOutput();
				await().until(() -> socket.getConnections().getConnectionCount() == 1);
				long taken = one.framesUntilTheEnd();
				await()
					.untilAsserted(() -> assertThat(MESSAGES / 2 - taken - lost(socket)).isBetween(0L, TAKEN_AT_LAST));
				socket.send(ZmqMessage.of(new byte[20_000]));
				for (int i = 0; i < MESSAGES / 2 + 1; i++) {
					assertThat(other.frame()).hasSizeGreaterThan(20_000);
				}
				assertThat(PipeDepths.outbound(socket)).isZero();
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "router, dealer", "pull, push", "pair, pair", "dealer, router" })
	void countsWhatWasReceivedAndNobodyTook(String receiver, String sender) {
		boolean addressed = sender.equals("router");
		Pair pair = new Pair(receiver, sender).server("options.linger=0ms")
			.client(addressed ? "options.connect-routing-id=peer" : "overflow=block");
		pair.runServer((server) -> pair.runClient((client) -> {
			ManagedSocket socket = server.socket();
			socket.setHandler((message) -> socket.getName());
			await().until(client.socket().getConnections()::isConnected);
			socket.getInbound().hold(this);
			for (int i = 0; i < 5; i++) {
				client.socket().send(addressed ? new String[] { "peer", "message" } : new String[] { "message" });
			}
			await().until(
					() -> client.socket().getStatistics().getSent() == 5 && PipeDepths.outbound(client.socket()) == 0);
			await().until(() -> socket.getStatistics().getReceived() + PipeDepths.inbound(socket) == 5);
			server.close();
			MessageStatistics statistics = socket.getStatistics();
			assertThat(statistics.getReceived() + statistics.getDropped(MessageDirection.INBOUND, DropReason.CLOSED))
				.isEqualTo(5);
		}));
	}

	@ParameterizedTest
	@CsvSource({ "router, dealer", "pull, push", "rep, dealer" })
	void countsWhatAReceiverHeldWhenItWasRebuilt(String receiver, String sender) {
		Pair pair = new Pair(receiver, sender);
		pair.runServer((server) -> pair.runClient((client) -> {
			ManagedSocket socket = server.socket();
			HardenedContext context = server.context().getBean(HardenedContext.class);
			socket.setHandler((message) -> socket.getName());
			await().until(client.socket().getConnections()::isConnected);
			socket.getInbound().hold(this);
			for (int round = 1; round <= 3; round++) {
				long before = rebuilt(socket);
				for (int i = 0; i < 500; i++) {
					client.socket().send("", "message");
				}
				long expected = 500L * round;
				await().until(
						() -> socket.getStatistics().getReceived() + before + PipeDepths.inbound(socket) == expected);
				int renewals = round;
				IoThreadSabotage.kill(context);
				await().until(() -> context.getRenewals() == renewals && socket.isOpen());
				await().until(socket.getConnections()::isConnected);
				assertThat(socket.getStatistics().getReceived() + rebuilt(socket)).isEqualTo(expected);
			}
		}));
	}

	@Test
	void lingersUntilALargeMessageWasWritten() {
		Pair pair = new Pair("push", "pull").server("options.linger=30s", "options.max-msg-size=9MB");
		pair.runServer((server) -> {
			try (CurvePeer worker = pair.peer()) {
				worker.handshake(Map.of("Socket-Type", "PULL"));
				await().until(server.socket().getConnections()::isConnected);
				server.socket().send(ZmqMessage.of(new byte[8_000_000]));
				await().until(() -> server.socket().getStatistics().getSent() == 1
						&& PipeDepths.outbound(server.socket()) == 0);
				CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
				await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
				assertThat(closing).isNotDone();
				assertThat(worker.frame()).hasSizeGreaterThan(8_000_000);
				assertThat(closing).succeedsWithin(PATIENCE);
			}
			assertThat(server.socket().getStatistics().getDropped(DropReason.CLOSED)).isZero();
		});
	}

	/**
	 * A connection is reset, and what was not received of it is lost, if it is closed
	 * while something is left to be read of it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "push", "router", "dealer", "pair", "channel", "client" })
	void deliversWhatWasSentAlthoughItLeavesUnreadWhatThePeerSent(String type) {
		Pair pair = new Pair(type, "pull").server("options.linger=30s", "options.rcv-hwm=10");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of("Socket-Type", PEERS.get(type), "Identity", "peer"));
				await().until(socket.getConnections()::isConnected);
				for (int i = 0; i < 1000; i++) {
					peer.message(false, new byte[100]);
				}
				await().until(() -> PipeDepths.inbound(socket) >= 10);
				send(socket, 100, 5000);
				server.close();
				assertThat(peer.framesUntilTheEnd()).isEqualTo(100);
			}
			assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isZero();
		});
	}

	/**
	 * The same while another peer reads nothing, so that the socket lingers for as long
	 * as it may.
	 */
	@Test
	void deliversWhatOnePeerWasSentAlthoughAnotherReadsNothing() {
		Pair pair = new Pair("router", "dealer").server("options.linger=6s", "options.rcv-hwm=10");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer peer = slow(pair); CurvePeer stuck = slow(pair)) {
				peer.handshake(Map.of("Identity", "peer"));
				stuck.handshake(Map.of("Identity", "stuck"));
				await().until(() -> socket.getConnections().getConnectionCount() == 2);
				for (int i = 0; i < 1000; i++) {
					peer.message(false, new byte[100]);
				}
				await().until(() -> PipeDepths.inbound(socket) >= 10);
				send(socket, 100, 5000);
				await().until(() -> socket.getStatistics().getSent() == 100 && PipeDepths.outbound(socket) == 0);
				for (int i = 0; i < 50; i++) {
					socket.send(ZmqMessage.of("stuck".getBytes(StandardCharsets.UTF_8), new byte[100_000]));
				}
				awaitRest(socket);
				assertThat(PipeDepths.outbound(socket)).isPositive();
				server.close();
				assertThat(peer.framesUntilTheEnd()).isEqualTo(100);
			}
			assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isPositive();
		});
	}

	/**
	 * One that has ended its connection need not take the heartbeats that others get, for
	 * whom the socket lingers.
	 */
	@Test
	void countsNoHeartbeatAsAMessageThatWasNotSent() {
		Pair pair = new Pair("router", "dealer").server("options.linger=10s", "options.heartbeat-ivl=100ms",
				"options.heartbeat-timeout=0s");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer silent = slow(pair); CurvePeer slow = slow(pair)) {
				silent.handshake(Map.of("Identity", "silent"));
				slow.handshake(Map.of("Identity", "slow"));
				await().until(() -> socket.getConnections().getConnectionCount() == 2);
				for (int i = 0; i < 50; i++) {
					socket.send(ZmqMessage.of("slow".getBytes(StandardCharsets.UTF_8), new byte[100_000]));
				}
				awaitRest(socket);
				CompletableFuture<Long> read = CompletableFuture.supplyAsync(slow::framesUntilTheEnd,
						CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
				server.close();
				assertThat(read.join()).isGreaterThanOrEqualTo(50);
			}
			assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isZero();
		});
	}

	private static CurvePeer slow(Pair pair) {
		return new CurvePeer("127.0.0.1", pair.port(), pair.clientKey(), pair.serverKey().publicKey(), 16_384);
	}

	/**
	 * The same from the side that connects, which does not come back meanwhile.
	 */
	@ParameterizedTest
	@CsvSource({ "router, dealer", "pair, pair", "dealer, dealer" })
	void deliversWhatAClientSentAlthoughItLeavesUnreadWhatItsServerSent(String serverType, String clientType) {
		Pair pair = new Pair(serverType, clientType).server("options.rcv-hwm=10", "options.snd-hwm=100000")
			.client("options.linger=30s", "options.rcv-hwm=10", "options.routing-id=peer", "options.reconnect-ivl=1ms");
		pair.runServer((server) -> {
			ManagedSocket receiver = server.socket();
			receiver.setHandler((message) -> receiver.getName());
			receiver.getInbound().hold(this);
			pair.runClient((client) -> {
				await().until(client.socket().getConnections()::isConnected);
				client.socket().send("first");
				await().until(receiver.getConnections()::isConnected);
				send(receiver, 1000, 100);
				await().until(() -> PipeDepths.inbound(client.socket()) >= 10);
				send(client.socket(), 100, 5000);
				client.close();
				assertThat(client.socket().getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED))
					.isZero();
			});
			receiver.getInbound().release(this);
			await().until(() -> receiver.getStatistics().getReceived() == 101);
			assertThat(receiver.getConnections().getStatistics().getSucceeded()).isOne();
		});
	}

	/**
	 * What the network took is not counted, also where it has no room for more.
	 */
	@ParameterizedTest
	@CsvSource({ "push, 0ms", "router, 0ms", "dealer, 300ms", "pair, 300ms" })
	void countsWhatTheNetworkDidNotTakeAndNothingElse(String type, String linger) {
		Pair pair = new Pair(type, "pull").server("options.linger=" + linger, "options.snd-hwm=10000");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of("Socket-Type", PEERS.get(type), "Identity", "peer"));
				await().until(socket.getConnections()::isConnected);
				send(socket, MESSAGES, 10_000);
				awaitRest(socket);
				server.close();
				long taken = peer.framesUntilTheEnd();
				assertThat(socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isPositive()
					.isEqualTo(MESSAGES - taken);
			}
		});
	}

	@Test
	void refusesWhatItsReceiverWouldCutUsOffFor() {
		new Pair("router", "dealer").client("options.max-frames=4", "options.max-message-bytes=2MB")
			.run((server, client) -> {
				byte[] large = new byte[1024 * 1024];
				assertTooLarge(client, "max-msg-size", new byte[large.length + 1]);
				assertTooLarge(client, "max-message-bytes", large, large, new byte[1]);
				assertTooLarge(client, "max-frames", new byte[1], new byte[1], new byte[1], new byte[1], new byte[1]);
				server.setHandler((message) -> server.send(new ZmqMessage(message.frames(), null)));
				client.setHandler((message) -> client.getName());
				client.send(ZmqMessage.of(large, large));
				await().until(() -> client.getStatistics().getReceived() == 1);
				assertThat(client.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.TOO_LARGE))
					.isEqualTo(3);
				assertThat(client.getConnections().getStatistics().getSucceeded()).isOne();
			});
	}

	private static void assertTooLarge(ManagedSocket client, String option, byte[]... frames) {
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> client.send(new ZmqMessage(Arrays.asList(frames), null)))
			.withMessageContaining("zmq.secure.sockets.client.options." + option);
	}

	private static long sent(ManagedSocket socket) {
		await().until(() -> socket.getGauges().getQueueDepth() == 0);
		return socket.getStatistics().getSent();
	}

	/**
	 * Send more than the network takes, and wait until nothing moves.
	 */
	private static void fill(ManagedSocket socket) {
		send(socket, MESSAGES, 20_000);
		awaitRest(socket);
	}

	private static void send(ManagedSocket socket, int messages, int size) {
		boolean addressed = socket.getSettings().type() == SocketType.ROUTER;
		byte[] payload = new byte[size];
		for (int i = 0; i < messages; i++) {
			socket.send((addressed) ? ZmqMessage.of("peer".getBytes(StandardCharsets.UTF_8), payload)
					: ZmqMessage.of(payload));
		}
	}

	private static void awaitRest(ManagedSocket socket) {
		await().until(() -> socket.getGauges().getQueueDepth() == 0);
		await().during(Duration.ofSeconds(1)).until(new Callable<>() {

			private long last = -1;

			@Override
			public Boolean call() {
				long depth = PipeDepths.outbound(socket);
				boolean rests = depth == this.last;
				this.last = depth;
				return rests;
			}

		});
	}

	private static long rebuilt(ManagedSocket socket) {
		return socket.getStatistics().getDropped(MessageDirection.INBOUND, DropReason.REBUILT);
	}

	private static long lost(ManagedSocket socket) {
		return socket.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.PEER_GONE);
	}

}
