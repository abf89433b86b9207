// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that what a peer sent before it left is delivered, in order, whoever comes after
 * it.
 */
class LeavingPeerTests {

	/** More than {@code rcv-hwm}. */
	private static final int MESSAGES = 1500;

	@ParameterizedTest
	@CsvSource({ "pull, PUSH", "dealer, DEALER", "router, DEALER", "pair, PAIR", "sub, PUB", "xsub, XPUB",
			"gather, SCATTER", "channel, CHANNEL", "server, CLIENT" })
	void leavesWhatItSent(String type, String peer) {
		Pair pair = new Pair(type, "push").server("options.rcv-hwm=1000");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			if (peer.endsWith("PUB")) {
				socket.subscribe("m");
			}
			boolean onePeer = type.equals("pair") || type.equals("channel");
			List<String> received = new CopyOnWriteArrayList<>();
			send(pair, socket, peer, 0);
			await().until(() -> PipeDepths.inbound(socket) >= 1000);
			if (!onePeer) {
				send(pair, socket, peer, MESSAGES);
			}
			socket.setHandler((message) -> received.add(message.text(message.frames().size() - 1)));
			int expected = (onePeer) ? MESSAGES : 2 * MESSAGES;
			await().until(() -> received.size() == expected);
			assertThat(received.stream().filter((each) -> number(each) < MESSAGES))
				.containsExactlyElementsOf(IntStream.range(0, MESSAGES).mapToObj((i) -> "m" + i).toList());
			assertThat(received.stream().filter((each) -> number(each) >= MESSAGES).map(LeavingPeerTests::number))
				.isSorted();
			for (DropReason reason : DropReason.values()) {
				assertThat(socket.getStatistics().getDropped(reason)).as(reason.tag()).isZero();
			}
		});
	}

	private static void send(Pair pair, ManagedSocket socket, String peer, int first) {
		long before = socket.getConnections().getStatistics().getSucceeded();
		try (CurvePeer sender = pair.peer()) {
			sender.handshake(Map.of("Socket-Type", peer, "Identity", "peer" + first));
			await().until(() -> socket.getConnections().getStatistics().getSucceeded() > before);
			for (int i = first; i < first + MESSAGES; i++) {
				sender.message(false, ("m" + i).getBytes(StandardCharsets.UTF_8));
			}
			sender.endOutput();
			await().pollDelay(Duration.ofMillis(200)).until(() -> true);
		}
	}

	private static int number(String message) {
		return Integer.parseInt(message.substring(1));
	}

}
