// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a connection that does not read for want of memory, while it has something in
 * its buffer for which it is to be cut. It is cut when it goes on, as if it had not
 * waited.
 */
class PausedConnectionTests {

	private static final int PAYLOAD = 2048;

	private static final int MESSAGE = PAYLOAD + TwoSockets.OVERHEAD;

	/** How many messages of a connection may wait. */
	private static final int ROOM = 256 * 1024 / MESSAGE;

	/** How many are sent first. The rest is so little that it is read at once. */
	private static final int FIRST = ROOM - 5;

	private static final int REST = 10;

	@ParameterizedTest
	@CsvSource({ "pull, PUSH, 5", "pull, PUSH, 6", "router, DEALER, 5", "router, DEALER, 6" })
	void aShortPingBehindAFrameThatWaitedCutsTheConnection(String type, String peerType, int size) {
		run(type, peerType, (context, peer) -> {
			pause(context, peer, false, size);
			release(context);
			peer.awaitClose();
			await().until(() -> socket(context).getConnections().getConnectionCount() == 0);
		});
	}

	@ParameterizedTest
	@CsvSource({ "pull, PUSH", "router, DEALER" })
	void nothingIsHeldOfAMessageThatAShortPingInterrupts(String type, String peerType) {
		run(type, peerType, (context, peer) -> {
			ByteAccount arriving = TwoSockets.account(context, Stage.RECEIVING);
			pause(context, peer, true, 5);
			release(context);
			await().until(() -> socket(context).getStatistics().getReceived() >= ROOM);
			await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(arriving.getHeld()).isZero());
		});
	}

	private void run(String type, String peerType, BiConsumer<ApplicationContext, CurvePeer> test) {
		Pair pair = new Pair(type, "dealer");
		pair.serverRunner().withPropertyValues(TwoSockets.TOTAL).run((context) -> {
			assertThat(context).hasNotFailed();
			socket(context).getInbound().hold(this);
			socket(context).setHandler((message) -> message.frames());
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of("Socket-Type", peerType));
				test.accept(context, peer);
			}
		});
	}

	private void release(ApplicationContext context) {
		socket(context).getInbound().release(this);
	}

	/**
	 * Have the connection read a PING together with the message for which it pauses, and
	 * with some others in between.
	 * @param more whether the PING comes in the middle of a message
	 * @param size how many bytes of the PING there are
	 */
	private static void pause(ApplicationContext context, CurvePeer peer, boolean more, int size) {
		ByteAccount waiting = TwoSockets.account(context, Stage.RECEIVED);
		for (int i = 0; i < FIRST; i++) {
			peer.message(false, new byte[PAYLOAD]);
		}
		await().until(() -> waiting.getHeld() > (FIRST - 3) * MESSAGE);
		ByteArrayOutputStream rest = new ByteArrayOutputStream();
		for (int i = 1; i <= REST; i++) {
			boolean last = i == REST;
			rest.writeBytes(RawPeer.frameOf(0, peer.seal((last && more) ? 1 : 0, new byte[PAYLOAD])));
		}
		byte[] ping = "\4PING\0".substring(0, size).getBytes(StandardCharsets.US_ASCII);
		rest.writeBytes(RawPeer.frameOf(0, peer.seal(2, ping)));
		peer.send(rest.toByteArray());
		await().until(() -> waiting.getHeld() > (ROOM - 3) * MESSAGE);
		await().during(Duration.ofMillis(200)).until(() -> waiting.getHeld() < (ROOM + 1) * MESSAGE);
	}

	private static ManagedSocket socket(ApplicationContext context) {
		return TestSockets.socket(context, "server");
	}

}
