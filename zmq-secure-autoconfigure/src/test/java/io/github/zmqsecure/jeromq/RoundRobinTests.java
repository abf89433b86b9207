// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.UnauthenticatedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the round robin of sockets with several peers: unauthenticated ones are given
 * no messages.
 */
class RoundRobinTests {

	private static final int MESSAGES = 500;

	@ParameterizedTest
	@CsvSource({ "push, pull", "dealer, dealer" })
	void givesNoMessageToAnUnauthenticatedPeerAtAnyStage(String server, String client) {
		Pair pair = new Pair(server, client);
		pair.runServer((sender) -> {
			UnauthenticatedPeers unauthenticated = new UnauthenticatedPeers(pair);
			await().until(() -> sender.socket().getConnections().getPendingHandshakes() >= 4);
			pair.runClient((receiver) -> {
				Queue<String> received = receive(receiver.socket());
				send(sender.socket(), 0);
				await().until(() -> received.size() == MESSAGES);
				unauthenticated.close();
				send(sender.socket(), MESSAGES);
				await().until(() -> received.size() == 2 * MESSAGES);
				assertThat(received)
					.containsExactlyElementsOf(IntStream.range(0, 2 * MESSAGES).mapToObj(String::valueOf).toList());
			});
		});
	}

	@Test
	void givesNoMessageToUnauthenticatedPeersThatComeAndGo() {
		Pair pair = new Pair("push", "pull");
		pair.run((sender, receiver) -> {
			Queue<String> received = receive(receiver);
			AtomicBoolean done = new AtomicBoolean();
			CompletableFuture<Void> crowd = CompletableFuture.runAsync(() -> {
				while (!done.get()) {
					comeAndGo(pair);
				}
			}, (task) -> new Thread(task, "crowd").start());
			try {
				for (int i = 0; i < 10; i++) {
					int sent = i * MESSAGES;
					await().until(() -> received.size() == sent);
					send(sender, sent);
				}
				await().until(() -> received.size() == 10 * MESSAGES);
			}
			finally {
				done.set(true);
			}
			assertThat(crowd).succeedsWithin(Duration.ofSeconds(60));
		});
	}

	@Test
	void takesTurnsAmongTheClientsThatAreLetIn() {
		Pair pair = new Pair("push", "pull");
		pair.runServer((sender) -> pair.runClient((first) -> pair.runClient((second) -> {
			Queue<String> toFirst = receive(first.socket());
			Queue<String> toSecond = receive(second.socket());
			await().until(() -> sender.socket().getConnections().getConnectionCount() == 2);
			UnauthenticatedPeers unauthenticated = new UnauthenticatedPeers(pair);
			send(sender.socket(), 0);
			await().until(() -> toFirst.size() + toSecond.size() == MESSAGES);
			assertThat(toFirst.size()).isBetween(MESSAGES / 2 - 2, MESSAGES / 2 + 2);
			second.close();
			await().until(() -> sender.socket().getConnections().getConnectionCount() == 1);
			// JeroMQ gives messages to a connection until a moment after it told that it
			// ended.
			await().until(() -> IntStream.range(0, 2).allMatch((i) -> arrives(sender.socket(), toFirst)));
			toFirst.clear();
			send(sender.socket(), MESSAGES);
			await().until(() -> toFirst.size() == MESSAGES);
			unauthenticated.close();
		})));
	}

	private static void comeAndGo(Pair pair) {
		try (UnauthenticatedPeers unauthenticated = new UnauthenticatedPeers(pair)) {
			assertThat(unauthenticated).isNotNull();
		}
		catch (UncheckedIOException ex) {
			// Too many at once, and refused for that.
			assertThat(ex).isNotNull();
		}
	}

	private static Queue<String> receive(ManagedSocket socket) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		socket.setHandler((message) -> received.add(message.text(0)));
		return received;
	}

	private static boolean arrives(ManagedSocket sender, Queue<String> received) {
		int before = received.size();
		long lost = sender.getStatistics().getDropped(DropReason.PEER_GONE);
		sender.send("probe");
		await().until(() -> received.size() > before || sender.getStatistics().getDropped(DropReason.PEER_GONE) > lost);
		return received.size() > before;
	}

	private static void send(ManagedSocket socket, int first) {
		IntStream.range(first, first + MESSAGES).mapToObj(String::valueOf).forEach(socket::send);
	}

}
