// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.RawSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for messages of several frames: all of them are of one connection, and go to one.
 */
class MultipartTests {

	@Test
	void keepsFramesApartWhenAPeerTakesThePlaceOfAnother() {
		Pair pair = new Pair("router", "dealer").server("options.router-handover=true");
		pair.runServer((server) -> {
			ManagedSocket router = server.socket();
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			router.setHandler(received::add);
			for (int round = 0; round < 5; round++) {
				router.getInbound().hold(this);
				try (CurvePeer first = peer(pair); CurvePeer second = pair.peer()) {
					send(first, "A");
					await().until(() -> PipeDepths.inbound(router) > 0 || router.getStatistics().getReceived() > 0);
					// Who comes back is let in once the socket has read what came before.
					CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
						second.handshake(Map.of("Identity", "worker"));
						send(second, "B");
					});
					await().until(() -> router.getConnections().getPendingHandshakes() > 0);
					long expected = 2L * (round + 1);
					router.getInbound().release(this);
					back.join();
					await().until(() -> router.getStatistics().getReceived() + router.getStatistics()
						.getDropped(MessageDirection.INBOUND, DropReason.PEER_GONE) == expected);
				}
			}
			assertThat(received).isNotEmpty().allSatisfy((message) -> assertWhole(message, 1));
			assertThat(received).filteredOn((message) -> message.text(1).startsWith("B")).hasSize(5);
			assertThat(router.getStatistics().getDropped(DropReason.TORN)).isZero();
		});
	}

	@ParameterizedTest
	@CsvSource({ "router, DEALER", "dealer, DEALER", "pull, PUSH" })
	void deliversWhatAServerHadSentBeforeItRefusedUs(String client, SocketType server) {
		CurveKeyPair serverKey = CurveKeyPair.generate();
		int port = Ports.free();
		int other = Ports.free();
		TestSockets.runner()
			.withPropertyValues(TestSockets.peer("server", serverKey), "zmq.secure.sockets.client.type=" + client,
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + port + ",tcp://127.0.0.1:" + other,
					"zmq.secure.sockets.client.server=server", "zmq.secure.sockets.client.options.reconnect-ivl=20ms")
			.run((context) -> {
				ManagedSocket socket = TestSockets.socket(context, "client");
				Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
				try (ZContext raw = new ZContext()) {
					ZMQ.Socket b = bind(raw, server, serverKey, other, "B");
					try (ZContext leaving = new ZContext()) {
						ZMQ.Socket a = bind(leaving, server, serverKey, port, "A");
						send(a, "A");
						send(b, "B");
						await().until(() -> PipeDepths.inbound(socket) == 6);
					}
					try (ZContext refusing = new ZContext()) {
						bind(refusing, server, CurveKeyPair.generate(), port, "A");
						await().until(() -> !socket.getConnections().getRefusedEndpoints().isEmpty());
						await().pollDelay(Duration.ofMillis(300)).until(() -> true);
					}
					try (ZContext back = new ZContext()) {
						ZMQ.Socket a = bind(back, server, serverKey, port, "A");
						socket.setHandler(received::add);
						await().until(() -> received.size() == 6);
						send(a, "C");
						await().until(() -> received.size() == 9);
					}
				}
				int first = client.equals("router") ? 1 : 0;
				assertThat(received).hasSize(9).allSatisfy((message) -> assertWhole(message, first));
				assertThat(socket.getStatistics().getDropped(MessageDirection.INBOUND, DropReason.PEER_GONE)).isZero();
			});
	}

	@ParameterizedTest
	@CsvSource({ "push, PULL", "dealer, DEALER" })
	void givesAllFramesToOnePeerWhilePeersComeAndGo(String type, String peerType) throws InterruptedException {
		AtomicLong whole = new AtomicLong();
		Queue<String> broken = new ConcurrentLinkedQueue<>();
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.server.type=" + type,
					"zmq.secure.sockets.server.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.server.mechanism=null",
					"zmq.secure.sockets.server.options.snd-hwm=50", "zmq.secure.sockets.server.options.linger=0ms")
			.run((context) -> {
				ManagedSocket socket = TestSockets.socket(context, "server");
				int port = TestSockets.port(context, "server");
				AtomicBoolean stop = new AtomicBoolean();
				List<Thread> peers = IntStream.range(0, 6).mapToObj((i) -> new Thread(() -> {
					while (!stop.get()) {
						receive(port, peerType, 5 + 5 * i, whole, broken);
					}
				})).toList();
				peers.forEach(Thread::start);
				long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
				try {
					for (int i = 0; System.nanoTime() - end < 0; i++) {
						socket.send(i + "-0", i + "-1", i + "-2", i + "-3");
					}
				}
				finally {
					stop.set(true);
				}
				for (Thread peer : peers) {
					peer.join();
				}
			});
		assertThat(broken).isEmpty();
		assertThat(whole).hasValueGreaterThan(100);
	}

	private static void receive(int port, String type, int millis, AtomicLong whole, Queue<String> broken) {
		try (RawPeer peer = new RawPeer(port)) {
			peer.timeout(500);
			peer.greet("NULL");
			peer.frame(4,
					("\5READY\13Socket-Type\0\0\0" + (char) type.length() + type).getBytes(StandardCharsets.US_ASCII));
			peer.frame();
			long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
			while (System.nanoTime() - end < 0) {
				List<String> frames = new ArrayList<>();
				for (int i = 0; i < 4; i++) {
					frames.add(new String(peer.frame(), StandardCharsets.US_ASCII));
				}
				String id = frames.get(0).substring(0, frames.get(0).indexOf('-'));
				if (frames.equals(IntStream.range(0, 4).mapToObj((i) -> id + "-" + i).toList())) {
					whole.incrementAndGet();
				}
				else {
					broken.add(frames.toString());
				}
			}
		}
		catch (UncheckedIOException ex) {
			return;
		}
	}

	private static CurvePeer peer(Pair pair) {
		return pair.peer().handshake(Map.of("Identity", "worker"));
	}

	private static void send(CurvePeer peer, String name) {
		peer.message(true, (name + "0").getBytes(StandardCharsets.US_ASCII));
		peer.message(true, (name + "1").getBytes(StandardCharsets.US_ASCII));
		peer.message(false, (name + "2").getBytes(StandardCharsets.US_ASCII));
	}

	private static ZMQ.Socket bind(ZContext context, SocketType type, CurveKeyPair key, int port, String identity) {
		ZMQ.Socket socket = RawSockets.server(context, type, key);
		if (type == SocketType.DEALER) {
			socket.setIdentity(identity.getBytes(StandardCharsets.US_ASCII));
		}
		await().ignoreExceptions().until(() -> socket.bind("tcp://127.0.0.1:" + port));
		return socket;
	}

	private static void send(ZMQ.Socket socket, String name) {
		for (int i = 0; i < 3; i++) {
			socket.sendMore(name + "0");
			socket.sendMore(name + "1");
			socket.send(name + "2");
		}
	}

	private static void assertWhole(ZmqMessage message, int first) {
		String name = message.text(first).substring(0, 1);
		assertThat(message.frames().stream().skip(first).map((frame) -> new String(frame, StandardCharsets.US_ASCII)))
			.containsExactly(name + "0", name + "1", name + "2");
	}

}
