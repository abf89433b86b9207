// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a socket that is closed while messages wait for a connection that has ended:
 * what its peer did not get is counted.
 */
class UnsentAtCloseTests {

	private static final int SIZE = 100_000;

	/** More than the network takes for a peer that reads little. */
	private static final long MESSAGES = 150;

	/** What the operating system takes for a peer that reads nothing. */
	private static final int LITTLE = 16_384;

	/** The message that was half written when the connection ended. */
	private static final int HALF = 1;

	@ParameterizedTest
	@CsvSource({ "router, DEALER, 2s", "router, DEALER, 0s", "dealer, DEALER, 2s", "pair, PAIR, 2s" })
	void aPeerThatLeftWithMessagesThatNobodyHasRead(String type, String peerType, String linger) {
		Pair pair = new Pair(type, "dealer").server("options.linger=" + linger);
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			socket.setHandler((message) -> {
			});
			socket.getInbound().hold(this);
			try (CurvePeer peer = connect(pair, peerType)) {
				await().until(socket.getConnections()::isConnected);
				peer.message("unread");
				await().until(() -> PipeDepths.inbound(socket) > 0);
				send(socket);
				peer.endOutput();
				await().until(() -> !socket.getConnections().isConnected());
				long read = peer.framesUntilTheEnd();
				server.close();
				assertThat(read + lost(socket)).isBetween(MESSAGES - HALF, MESSAGES);
			}
		});
	}

	@Test
	void aPeerThatLeavesWhileTheSocketLingers() {
		Pair pair = new Pair("router", "dealer").server("options.linger=10s");
		pair.runServer((server) -> {
			ManagedSocket socket = server.socket();
			socket.setHandler((message) -> {
			});
			try (CurvePeer peer = connect(pair, "DEALER")) {
				await().until(socket.getConnections()::isConnected);
				send(socket);
				CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> {
					peer.endOutput();
					return peer.framesUntilTheEnd();
				}, CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
				server.close();
				assertThat(read.join() + lost(socket)).isBetween(MESSAGES - HALF, MESSAGES);
			}
		});
	}

	private static CurvePeer connect(Pair pair, String type) {
		CurvePeer peer = new CurvePeer("127.0.0.1", pair.port(), pair.clientKey(), pair.serverKey().publicKey(),
				LITTLE);
		return peer.handshake(Map.of("Socket-Type", type, "Identity", "peer"));
	}

	private static void send(ManagedSocket socket) {
		byte[] payload = new byte[SIZE];
		boolean addressed = socket.getSettings().type().name().equals("ROUTER");
		for (int i = 0; i < MESSAGES; i++) {
			socket.send(addressed ? ZmqMessage.of("peer".getBytes(StandardCharsets.UTF_8), payload)
					: ZmqMessage.of(payload));
		}
		await().until(() -> socket.getGauges().getQueueDepth() == 0);
	}

	private static long lost(ManagedSocket socket) {
		return Arrays.stream(DropReason.values())
			.mapToLong((reason) -> socket.getStatistics().getDropped(MessageDirection.OUTBOUND, reason))
			.sum();
	}

}
