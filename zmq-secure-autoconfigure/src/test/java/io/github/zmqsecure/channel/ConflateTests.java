// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for ZeroMQ's option {@code conflate}: what a newer message takes the place of is
 * counted as such, and the newest arrives.
 */
class ConflateTests {

	private static CurvePeer reader(Pair pair, String type, ManagedSocket socket) {
		CurvePeer reader = pair.peer();
		reader.handshake(Map.of("Socket-Type", type));
		await().until(socket.getConnections()::isConnected);
		if (type.equals("SUB")) {
			TestSockets.subscribe(reader, socket);
		}
		// What was replaced last is counted a moment later.
		long[] replaced = { -1 };
		await().during(Duration.ofMillis(500)).until(() -> {
			long before = replaced[0];
			replaced[0] = replaced(socket, MessageDirection.OUTBOUND);
			return replaced[0] == before;
		});
		return reader;
	}

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int MESSAGES = 900;

	@ParameterizedTest
	@CsvSource({ "push, PULL", "dealer, DEALER", "pub, SUB" })
	void countsWhatWasReplacedBeforeItWasSent(String type, String peer) {
		Pair pair = new Pair(type, "pull").server("options.conflate=true", "options.linger=20s");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			try (CurvePeer reader = reader(pair, peer, socket)) {
				long early = replaced(socket, MessageDirection.OUTBOUND);
				send(socket);
				long replaced = replaced(socket, MessageDirection.OUTBOUND) - early;
				assertThat(replaced).isGreaterThan(MESSAGES / 2);
				assertThat(PipeDepths.outbound(socket)).isLessThanOrEqualTo(1);
				assertThat(PipeDepths.slowPeers(socket)).isZero();
				long expected = MESSAGES - replaced;
				for (long i = 0; i < expected; i++) {
					assertThat(reader.frame()).hasSizeGreaterThan(20_000);
				}
				await().until(() -> PipeDepths.outbound(socket) == 0);
				reader.timeout(300);
				assertThat(reader.framesUntilTheEnd()).isZero();
				long start = System.nanoTime();
				server.close();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
			}
			assertThat(replaced(socket, MessageDirection.OUTBOUND)).isPositive();
			for (DropReason reason : Set.of(DropReason.CLOSED, DropReason.PEER_GONE, DropReason.PEER_FULL)) {
				assertThat(socket.getStatistics().getDropped(reason)).as(reason.tag()).isZero();
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "push, PULL", "dealer, DEALER", "pub, SUB" })
	void balancesWhenThePeerLeavesOrTheSocketCloses(String type, String peer) {
		for (boolean leaves : new boolean[] { true, false }) {
			Pair pair = new Pair(type, "pull").server("options.conflate=true", "options.linger=0ms");
			pair.runServer((server) -> {
				ManagedSocket socket = server.socket();
				MessageStatistics statistics = socket.getStatistics();
				try (CurvePeer reader = reader(pair, peer, socket)) {
					long early = replaced(socket, MessageDirection.OUTBOUND);
					send(socket);
					if (leaves) {
						reader.endOutput();
						await().until(() -> !socket.getConnections().isConnected());
					}
					else {
						server.close();
					}
					long taken = reader.framesUntilTheEnd();
					DropReason reason = (leaves) ? DropReason.PEER_GONE : DropReason.CLOSED;
					await().untilAsserted(() -> assertThat(
							taken + replaced(socket, MessageDirection.OUTBOUND) - early + statistics.getDropped(reason))
						.isBetween(MESSAGES - 2L, (long) MESSAGES));
					assertThat(statistics.getDropped(reason)).isLessThanOrEqualTo(2);
				}
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "pull, push", "dealer, dealer", "sub, pub" })
	void countsWhatWasReplacedBeforeItWasTaken(String receiver, String sender) {
		Pair pair = new Pair(receiver, sender).server("options.conflate=true")
			.server(receiver.equals("sub") ? "subscribe=m" : "overflow=block");
		pair.run((server, client) -> {
			Queue<String> received = new ConcurrentLinkedQueue<>();
			await().until(client.getConnections()::isConnected);
			server.setHandler((message) -> received.add(message.text(0)));
			await().until(() -> {
				client.send("m");
				return !received.isEmpty();
			});
			client.send("mm");
			await().until(() -> received.contains("mm"));
			server.setHandler(null);
			assertThat(server.getInbound().awaitDispatched(PATIENCE)).isTrue();
			received.clear();
			long early = replaced(server, MessageDirection.INBOUND);
			for (int i = 0; i < MESSAGES; i++) {
				client.send("m" + i);
			}
			await().until(
					() -> PipeDepths.inbound(server) + replaced(server, MessageDirection.INBOUND) - early == MESSAGES);
			long waiting = PipeDepths.inbound(server);
			assertThat(waiting).as("the newest, and one that was begun to be read").isBetween(1L, 2L);
			server.setHandler((message) -> received.add(message.text(0)));
			await().until(() -> received.size() == waiting);
			client.send("m");
			await().until(() -> received.contains("m"));
			assertThat(received).endsWith("m" + (MESSAGES - 1), "m");
			assertThat(PipeDepths.inbound(server)).isZero();
			assertThat(replaced(server, MessageDirection.INBOUND)).isEqualTo(early + MESSAGES - waiting);
		});
	}

	@ParameterizedTest
	@CsvSource({ "pub, sub", "sub, pub" })
	void subscribesToAllTopics(String server, String client) {
		boolean binds = server.equals("sub");
		String[] options = { "options.conflate=true", "subscribe=a,b,c" };
		Pair pair = new Pair(server, client);
		if (binds) {
			pair.server(options);
		}
		else {
			pair.client(options);
		}
		pair.run((bound, connected) -> {
			ManagedSocket subscriber = (binds) ? bound : connected;
			ManagedSocket publisher = (binds) ? connected : bound;
			Set<String> received = new ConcurrentSkipListSet<>();
			subscriber.setHandler((message) -> received.add(message.text(0)));
			await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
				for (String topic : Set.of("a", "b", "c")) {
					publisher.send(topic);
					await().pollDelay(Duration.ofMillis(20)).until(() -> true);
				}
				assertThat(received).isEqualTo(new TreeSet<>(Set.of("a", "b", "c")));
			});
		});
	}

	@Test
	void withoutAPeerMessagesWait() {
		new Pair("push", "pull").server("options.conflate=true", "options.linger=0ms").runServer((server) -> {
			for (int i = 0; i < 10; i++) {
				server.socket().send("message");
			}
			server.close();
			assertThat(server.socket().getStatistics().getDropped(DropReason.CLOSED)).isEqualTo(10);
		});
	}

	private static void send(ManagedSocket socket) {
		long before = socket.getStatistics().getSent();
		for (int i = 0; i < MESSAGES; i++) {
			socket.send(ZmqMessage.of(new byte[20_000]));
		}
		await().until(() -> socket.getStatistics().getSent() == before + MESSAGES);
		await().during(Duration.ofMillis(500)).until(() -> PipeDepths.outbound(socket) <= 1);
	}

	private static long replaced(ManagedSocket socket, MessageDirection direction) {
		return socket.getStatistics().getDropped(direction, DropReason.CONFLATED);
	}

}
