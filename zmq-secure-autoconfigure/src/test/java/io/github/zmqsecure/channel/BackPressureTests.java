// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a receiver gets that lets messages wait.
 */
class BackPressureTests {

	private static final int MESSAGES = 5000;

	private final int port = Ports.free();

	@ParameterizedTest
	@CsvSource({ "in, out", "out, in" })
	void everyMessageArrivesOnceAndUnchanged(String server, String client) {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.in.ephemeral=true", "zmq.secure.keys.out.ephemeral=true",
					"zmq.secure.sockets.in.type=pull", "zmq.secure.sockets.out.type=push",
					"zmq.secure.sockets.in.options.rcv-hwm=10", "zmq.secure.sockets.out.options.snd-hwm=10",
					"zmq.secure.sockets.out.queue-capacity=" + MESSAGES)
			.withPropertyValues(of(server, "bind=tcp://127.0.0.1:" + this.port, "key=" + server, "clients=" + client))
			.withPropertyValues(of(client, "connect=tcp://127.0.0.1:" + this.port, "key=" + client, "server=" + server))
			.run((context) -> {
				ManagedSocket in = TestSockets.socket(context, "in");
				ManagedSocket out = TestSockets.socket(context, "out");
				for (int i = 0; i < MESSAGES; i++) {
					out.send("message " + i);
				}
				await().until(() -> PipeDepths.inbound(in) >= 10);
				List<String> received = Collections.synchronizedList(new ArrayList<>());
				for (int i = 0; i < 20; i++) {
					int expected = received.size() + 100;
					in.setHandler((message) -> {
						if (received.size() + 1 == expected) {
							in.setHandler(null);
						}
						received.add(message.text(0));
					});
					await().until(() -> received.size() >= expected);
				}
				in.setHandler((message) -> received.add(message.text(0)));
				await().until(
						() -> received.size() + in.getStatistics().getDropped(DropReason.UNAUTHENTICATED) >= MESSAGES);
				assertThat(received)
					.containsExactlyElementsOf(IntStream.range(0, MESSAGES).mapToObj((i) -> "message " + i).toList());
			});
	}

	private static String[] of(String socket, String... properties) {
		return Arrays.stream(properties)
			.map((property) -> "zmq.secure.sockets." + socket + "." + property)
			.toArray(String[]::new);
	}

}
