// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a client whose server takes nothing: what waits in JeroMQ is bounded in bytes
 * as it is for a server.
 */
class ConnectingMemoryTests {

	private static final int LARGE = 900_000;

	private static final int TOTAL = 16 * 1024 * 1024;

	private static final String LIMIT = "zmq.secure.limits.max-total-bytes=" + TOTAL + "B";

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "pull, push", "dealer, dealer", "router, dealer", "gather, scatter", "server, client", "pair, pair" })
	void refusesWhatItsServerDoesNotTake(String server, String client) {
		Pair pair = new Pair(server, client).client("options.snd-timeo=300ms");
		withClient(pair, (sender) -> pair.serverRunner().withPropertyValues(LIMIT).run((context) -> {
			Queue<Integer> received = new ConcurrentLinkedQueue<>();
			ManagedSocket receiver = TestSockets.socket(context, "server");
			receive(receiver, received);
			receiver.getInbound().hold(this);
			int accepted = sender.fill();
			assertThat(sender.memory().getHeld()).isBetween((long) LARGE, (long) TOTAL / 2);
			receiver.getInbound().release(this);
			await().until(() -> received.size() >= accepted);
			assertThat(received).containsExactlyElementsOf(sender.sent());
			sender.awaitNothingHeld();
		}));
	}

	@ParameterizedTest
	@CsvSource({ "pull, push", "dealer, dealer" })
	void keepsCountWhenItsServerComesBack(String server, String client) {
		Pair pair = new Pair(server, client).client("options.snd-timeo=300ms", "options.reconnect-ivl=50ms");
		withClient(pair, (sender) -> {
			pair.serverRunner().withPropertyValues(LIMIT).run((context) -> {
				TestSockets.socket(context, "server").getInbound().hold(this);
				sender.fill();
			});
			pair.serverRunner().withPropertyValues(LIMIT).run((context) -> {
				Queue<Integer> received = new ConcurrentLinkedQueue<>();
				ManagedSocket receiver = TestSockets.socket(context, "server");
				receive(receiver, received);
				int last = sender.sendOne();
				await().until(() -> received.contains(last));
				List<Integer> kept = new ArrayList<>(received);
				assertThat(sender.sent()).endsWith(kept.toArray(Integer[]::new));
				sender.awaitNothingHeld();
				receiver.getInbound().hold(this);
				int accepted = sender.fill();
				receiver.getInbound().release(this);
				await().until(() -> received.size() >= kept.size() + accepted);
				sender.awaitNothingHeld();
			});
		});
	}

	@ParameterizedTest
	@CsvSource({ "sub, pub", "xsub, xpub", "dealer, router", "dealer, rep" })
	void holdsLittleForAServerThatTakesNothing(String server, String client) {
		Pair pair = new Pair(server, client).client("options.snd-timeo=100ms");
		if (server.equals("dealer")) {
			pair.server("options.routing-id=server");
		}
		withClient(pair, (sender) -> pair.serverRunner().withPropertyValues(LIMIT).run((context) -> {
			ManagedSocket receiver = TestSockets.socket(context, "server");
			AtomicInteger received = new AtomicInteger();
			receiver.setHandler((message) -> received.incrementAndGet());
			await().until(sender.socket().getConnections()::isConnected);
			if (server.endsWith("sub")) {
				receiver.subscribe("");
			}
			byte[] large = new byte[LARGE];
			boolean answers = client.equals("rep");
			if (answers) {
				sender.socket().setHandler((request) -> sender.reply(request, large));
			}
			await().until(() -> {
				sendSafely((answers) ? receiver : sender.socket(),
						(answers) ? request(server.equals("dealer"), new byte[1]) : message(client, new byte[1]));
				return received.get() > 0;
			});
			receiver.getInbound().hold(this);
			int before = received.get();
			for (int i = 0; i < 60; i++) {
				if (answers) {
					sendSafely(receiver, request(server.equals("dealer"), new byte[1]));
				}
				else {
					sendSafely(sender.socket(), message(client, large));
				}
				assertThat(sender.waiting()).isLessThanOrEqualTo(TOTAL / 2);
			}
			await().during(Duration.ofMillis(300)).until(() -> sender.waiting() <= TOTAL / 2);
			receiver.getInbound().release(this);
			await().atMost(Duration.ofSeconds(20)).until(() -> received.get() > before);
			sender.awaitNothingHeld();
		}));
	}

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "push, pull", "pub, sub", "xpub, xsub", "dealer, dealer", "dealer, router", "dealer, rep",
			"scatter, gather", "pair, pair", "channel, channel" })
	void takesNoMoreThanItHasRoomForOfWhatItsServerSends(String server, String client) {
		Pair pair = new Pair(server, client).server("options.snd-timeo=100ms");
		withClient(pair, (receiver) -> pair.serverRunner().run((context) -> {
			ManagedSocket sender = TestSockets.socket(context, "server");
			AtomicInteger received = new AtomicInteger();
			receiver.socket().setHandler((message) -> {
				received.incrementAndGet();
				receiver.socket().replyEmpty(message);
			});
			if (client.endsWith("sub")) {
				receiver.socket().subscribe("");
			}
			await().until(() -> {
				sendSafely(sender, request(client.equals("rep"), new byte[1]));
				return received.get() > 0;
			});
			receiver.socket().getInbound().hold(this);
			for (int i = 0; i < 60; i++) {
				sendSafely(sender, request(client.equals("rep"), new byte[LARGE]));
				assertThat(receiver.memory().getHeld()).isLessThanOrEqualTo(TOTAL / 2);
			}
			await().atMost(Duration.ofSeconds(20)).until(() -> receiver.memory().getHeld() > LARGE);
			await().during(Duration.ofMillis(300)).until(() -> receiver.memory().getHeld() <= TOTAL / 2);
			int before = received.get();
			receiver.socket().getInbound().release(this);
			await().until(() -> received.get() > before + 2);
			receiver.awaitNothingHeld();
		}));
	}

	private static ZmqMessage request(boolean delimited, byte[] payload) {
		return (delimited) ? ZmqMessage.of(new byte[0], payload) : ZmqMessage.of(payload);
	}

	private static ZmqMessage message(String client, byte[] large) {
		return switch (client) {
			case "router" -> ZmqMessage.of("server".getBytes(StandardCharsets.US_ASCII), large);
			default -> ZmqMessage.of(large);
		};
	}

	private static void sendSafely(ManagedSocket socket, ZmqMessage message) {
		try {
			socket.send(message);
		}
		catch (ZmqSecureException ex) {
			return;
		}
	}

	private static void receive(ManagedSocket receiver, Queue<Integer> received) {
		receiver.setHandler(
				(message) -> received.add(ByteBuffer.wrap(message.frame(message.frames().size() - 1)).getInt()));
	}

	private static void withClient(Pair pair, SenderTest test) {
		pair.clientRunner().withPropertyValues(LIMIT).run((context) -> {
			assertThat(context).hasNotFailed();
			ManagedSocket socket = TestSockets.socket(context, "client");
			test.run(new Sender(socket, context.getBean(MemoryBudget.class), new ArrayList<>()));
		});
	}

	private interface SenderTest {

		void run(Sender sender);

	}

	/**
	 * A client that sends large messages.
	 *
	 * @param socket the socket
	 * @param memory its memory
	 * @param sent the numbers of what was accepted
	 */
	private record Sender(ManagedSocket socket, MemoryBudget memory, List<Integer> sent) {

		/**
		 * Send one more as soon as it is accepted: of those before it the server that
		 * left may have got all.
		 */
		int sendOne() {
			int number = this.sent.size();
			await().ignoreExceptionsInstanceOf(QueueFullException.class).until(() -> {
				send();
				return true;
			});
			return number;
		}

		private void send() {
			this.socket.send(ZmqMessage.of(ByteBuffer.allocate(LARGE).putInt(this.sent.size()).array()));
			this.sent.add(this.sent.size());
		}

		/**
		 * Send until no more is accepted, which a pause of a machine that starves is not
		 * taken for.
		 */
		int fill() {
			await().until(this.socket.getConnections()::isConnected);
			int before = this.sent.size();
			long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			int accepted;
			do {
				assertThat(System.nanoTime() - end).as("time in which it is not full").isNegative();
				accepted = this.sent.size();
				sendUntilRefused();
				assertThat(this.sent.size() - before).isLessThan(50);
			}
			while (this.sent.size() > accepted || this.memory.getHeld() < LARGE);
			return this.sent.size() - before;
		}

		private void sendUntilRefused() {
			try {
				for (int i = 0; i < 50; i++) {
					send();
				}
			}
			catch (QueueFullException ex) {
				return;
			}
		}

		void reply(ZmqMessage request, byte[] large) {
			try {
				this.socket.reply(request, ZmqMessage.of(large));
			}
			catch (ZmqSecureException ex) {
				return;
			}
		}

		long waiting() {
			return Math.max(this.memory.getHeld(), this.socket.getGauges().getPipeDepthOutbound() * LARGE);
		}

		void awaitNothingHeld() {
			await().untilAsserted(() -> assertThat(this.memory.getHeld()).isBetween(0L, 20_000L));
		}

	}

}
