// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the memory of sockets with ZeroMQ's option {@code conflate}: what arrives is
 * counted until it is complete.
 */
class ConflateMemoryTests {

	private static final int FRAME = 1_000_000;

	private static final int CONNECTIONS = 20;

	@ParameterizedTest
	@CsvSource({ "dealer, dealer", "pull, push", "sub, pub" })
	void countsFramesThatNeverEnd(String receiver, String sender) {
		CurveKeyPair listed = CurveKeyPair.generate();
		Pair pair = new Pair(receiver, sender).server("options.conflate=true", "clients=client,listed")
			.server(receiver.equals("sub") ? "subscribe=m" : "overflow=block");
		pair.serverRunner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=4MB",
					"zmq.secure.limits.max-connections-per-peer=100", TestSockets.peer("listed", listed))
			.run((context) -> pair.runClient((client) -> {
				Queue<String> received = new ConcurrentLinkedQueue<>();
				TestSockets.socket(context, "server").setHandler((message) -> received.add(message.text(0)));
				ByteAccount arriving = context.getBean(MemoryBudget.class).getAccount(Stage.RECEIVING);
				List<CurvePeer> peers = new ArrayList<>();
				try {
					for (int i = 0; i < CONNECTIONS; i++) {
						CurvePeer peer = new CurvePeer(pair.port(), listed, pair.serverKey().publicKey());
						peers.add(peer);
						peer.handshake(Map.of("Socket-Type", sender.toUpperCase(Locale.ROOT)));
						sendNearlyAll(peer);
					}
					await().until(() -> arriving.getHeld() > arriving.getLimit() / 4);
					deliver(client.socket(), received, "m during it");
					assertThat(arriving.getHeld()).isBetween(arriving.getLimit() / 4, arriving.getLimit() + FRAME);
				}
				finally {
					peers.forEach(CurvePeer::close);
				}
				await().until(() -> TestSockets.socket(context, "server").getConnections().getConnectionCount() == 1);
				await().untilAsserted(() -> assertThat(arriving.getHeld()).isZero());
				deliver(client.socket(), received, "m after it");
			}));
	}

	/**
	 * On a thread of its own, since it may be held up.
	 */
	private static void sendNearlyAll(CurvePeer peer) {
		Thread thread = new Thread(() -> {
			peer.announce(2, FRAME);
			peer.send(new byte[FRAME - 10_000]);
		});
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Send some messages, of which the last one arrives.
	 */
	private static void deliver(ManagedSocket client, Queue<String> received, String last) {
		for (int i = 0; i < 10; i++) {
			client.send("m" + i);
		}
		await().until(() -> {
			client.send(last);
			return received.contains(last);
		});
	}

}
