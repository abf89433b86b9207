// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a client of several endpoints whose connections end again and again while many
 * messages wait for them: what is dropped with a connection counts no more.
 */
class ReconnectingMemoryTests {

	private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("test.seconds", 20));

	private static final int ENDPOINTS = 4;

	private static final int PER_ENDPOINT = 3000;

	private static final int RECEIVE_BUFFER = 4096;

	private static final int SIZE = 100;

	/** With what counts beside its bytes. */
	private static final int COST = SIZE + 128;

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "pull, push", "dealer, dealer" })
	void holdsNothingOfConnectionsThatEndedWhileMessagesWaited(String server, String client) {
		Pair pair = new Pair(server, client);
		pair.runServer((receiver) -> {
			receiver.socket().setHandler((message) -> {
			});
			try (Networks networks = new Networks(pair.port())) {
				pair.client("connect=" + networks.endpoints(), "queue-capacity=20000", "options.snd-hwm=10000",
						"options.reconnect-ivl=10ms", "options.reconnect-ivl-max=10ms");
				pair.clientRunner()
					.withPropertyValues("zmq.secure.limits.max-total-bytes=256MB")
					.run((context) -> endConnections(networks, TestSockets.socket(context, "client"),
							context.getBean(MemoryBudget.class)));
			}
		});
	}

	private static void endConnections(Networks networks, ManagedSocket sender, MemoryBudget memory) {
		ByteAccount sending = memory.getAccount(Stage.SENDING);
		long end = System.nanoTime() + DURATION.toNanos();
		for (int i = 0; System.nanoTime() < end; i++) {
			int round = i;
			awaitConnected(sender);
			networks.all.forEach(Network::freeze);
			awaitSoon(() -> {
				for (int j = 0; j < 1000 && sender.getGauges().getQueueDepth() < 2000; j++) {
					sender.send(ZmqMessage.of(new byte[SIZE]));
				}
				return sending.getHeld() > ENDPOINTS * PER_ENDPOINT * COST;
			});
			awaitSoon(() -> sender.getGauges().getQueueDepth() == 0);
			for (Network each : networks.all) {
				long before = sending.getHeld();
				each.cut();
				each.restore();
				each.thaw();
				awaitSoon(() -> sending.getHeld() < before || !isConnected(sender));
			}
			awaitConnected(sender);
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.untilAsserted(() -> assertThat(sending.getHeld())
					.as("after round %s, %s sent", round, sender.getStatistics().getSent())
					.isZero());
		}
	}

	private static void awaitConnected(ManagedSocket sender) {
		awaitSoon(() -> isConnected(sender));
	}

	private static boolean isConnected(ManagedSocket sender) {
		return sender.getConnections().getConnectionCount() >= ENDPOINTS;
	}

	private static void awaitSoon(Callable<Boolean> condition) {
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(condition);
	}

	/**
	 * One for each endpoint.
	 */
	private static final class Networks implements AutoCloseable {

		private final List<Network> all = new ArrayList<>();

		Networks(int server) {
			for (int i = 0; i < ENDPOINTS; i++) {
				this.all.add(new Network(server, RECEIVE_BUFFER));
			}
		}

		String endpoints() {
			return this.all.stream().map((each) -> "tcp://127.0.0.1:" + each.port()).collect(Collectors.joining(","));
		}

		@Override
		public void close() {
			for (Network each : this.all) {
				try {
					each.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

	}

}
