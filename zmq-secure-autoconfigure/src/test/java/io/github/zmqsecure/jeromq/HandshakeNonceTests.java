// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the nonces on the wire: they count from one in each direction, without a gap
 * and never twice, whether the handshake says more than JeroMQ's or not.
 */
class HandshakeNonceTests {

	/** Where the nonce of a command is. WELCOME has a random one. */
	private static final Map<String, Integer> POSITIONS = Map.of("HELLO", 112, "INITIATE", 105, "READY", 6, "MESSAGE",
			8);

	private static final int GREETING_SIZE = 64;

	@ParameterizedTest
	@ValueSource(strings = { "auto", "false" })
	void countFromOneWithoutAGap(String headers) throws IOException {
		ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
		ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
		Pair pair = new Pair("router", "dealer").server("headers=" + headers).client("headers=" + headers);
		try (Network network = new Network(pair.port(), fromClient, fromServer)) {
			pair.client("connect=tcp://127.0.0.1:" + network.port());
			pair.run((server, client) -> {
				Queue<String> replies = new ConcurrentLinkedQueue<>();
				client.setHandler((message) -> replies.add(message.text(0)));
				server.setHandler((message) -> server.reply(message, message));
				for (int i = 0; i < 3; i++) {
					client.send("hello");
				}
				await().until(() -> replies.size() == 3);
			});
		}
		assertThat(nonces(fromClient)).startsWith(1L, 2L, 3L, 4L, 5L).isSorted().doesNotHaveDuplicates();
		assertThat(nonces(fromServer)).startsWith(1L, 2L, 3L, 4L).isSorted().doesNotHaveDuplicates();
		assertThat(fromClient.toString(StandardCharsets.ISO_8859_1)).doesNotContain("X-Zmq-Secure");
	}

	private static List<Long> nonces(ByteArrayOutputStream recorded) {
		ByteBuffer wire = ByteBuffer.wrap(recorded.toByteArray()).position(GREETING_SIZE);
		List<Long> nonces = new ArrayList<>();
		while (wire.remaining() > 1) {
			boolean large = (wire.get() & 2) != 0;
			byte[] command = new byte[(large) ? Math.toIntExact(wire.getLong()) : wire.get() & 0xff];
			wire.get(command);
			Integer position = POSITIONS.get(new String(command, 1, command[0], StandardCharsets.US_ASCII));
			if (position != null) {
				nonces.add(ByteBuffer.wrap(command).getLong(position));
			}
		}
		return nonces;
	}

}
