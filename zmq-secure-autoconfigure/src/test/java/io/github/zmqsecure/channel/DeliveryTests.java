// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of messages that were sent: nothing is lost silently.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {

	@Test
	void keepsEveryMessageOfManyProducersInTheirOrder() throws InterruptedException {
		int producers = 8;
		int messages = 50_000;
		new Pair("pull", "push").client("options.snd-timeo=1m").run((server, client) -> {
			Map<String, AtomicInteger> next = new ConcurrentHashMap<>();
			AtomicLong received = new AtomicLong();
			AtomicLong disorders = new AtomicLong();
			server.setHandler((message) -> {
				int expected = next.computeIfAbsent(message.text(0), (name) -> new AtomicInteger()).getAndIncrement();
				if (Integer.parseInt(message.text(1)) != expected) {
					disorders.incrementAndGet();
				}
				received.incrementAndGet();
			});
			List<Thread> threads = IntStream.range(0, producers)
				.mapToObj((producer) -> new Thread(() -> produce(client, "producer " + producer, messages)))
				.toList();
			threads.forEach(Thread::start);
			await().until(() -> received.get() == (long) producers * messages);
			assertThat(disorders).hasValue(0);
			assertThat(next).hasSize(producers).allSatisfy((name, count) -> assertThat(count).hasValue(messages));
			await().untilAsserted(
					() -> assertThat(client.getStatistics().getSent()).isEqualTo((long) producers * messages));
			await().untilAsserted(() -> assertThat(server.getStatistics().getReceivedBytes())
				.isEqualTo(client.getStatistics().getSentBytes()));
			assertNothingDropped(client);
			assertNothingDropped(server);
		});
	}

	@Test
	void countsExactlyWhatWaitsForThePeerAndDeliversItInOrder() {
		Pair pair = new Pair("router", "dealer");
		pair.runClient((client) -> {
			for (int i = 0; i < 700; i++) {
				client.socket().send("message " + i);
				assertThat(client.socket().getGauges().getQueueDepth() + client.socket().getStatistics().getSent())
					.isEqualTo(i + 1);
			}
			Queue<String> received = new ConcurrentLinkedQueue<>();
			pair.runServer((server) -> {
				server.socket().setHandler((message) -> received.add(message.text(1)));
				await().until(() -> received.size() == 700);
			});
			assertThat(received)
				.containsExactlyElementsOf(IntStream.range(0, 700).mapToObj((index) -> "message " + index).toList());
			await().until(() -> client.socket().getGauges().getQueueDepth() == 0);
			assertThat(client.socket().getStatistics().getSent()).isEqualTo(700);
			assertNothingDropped(client.socket());
		});
	}

	@Test
	void losesNothingThatWasSentJustBeforeTheApplicationCloses() {
		Pair pair = new Pair("pull", "push").client("options.linger=30s");
		pair.runServer((server) -> {
			AtomicInteger received = new AtomicInteger();
			server.socket().setHandler((message) -> received.incrementAndGet());
			pair.runClient((client) -> {
				for (int i = 0; i < 1000; i++) {
					client.socket().send("message " + i);
				}
				client.close();
				assertNothingDropped(client.socket());
			});
			await().until(() -> received.get() == 1000);
			pair.runClient((client) -> {
				client.socket().send("one more");
				client.close();
				assertNothingDropped(client.socket());
			});
			await().until(() -> received.get() == 1001);
		});
	}

	@Test
	void countsAndLogsWhatCouldNotBeDelivered(CapturedOutput output) {
		new Pair("pull", "push").client("options.linger=200ms").runClient((client) -> {
			for (int i = 0; i < 20; i++) {
				client.socket().send("message " + i);
			}
			long start = System.nanoTime();
			client.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
			assertThat(client.socket().getStatistics().getDropped(DropReason.CLOSED)).isEqualTo(20);
			assertThat(output).contains("Socket 'client' was closed with 20 messages undelivered");
		});
	}

	@ParameterizedTest
	@CsvSource({ "server, client", "gather, scatter", "channel, channel" })
	void countsWhatJeroMqRefusesAndSendsTheNext(String server, String client) {
		new Pair(server, client).run((receiver, sender) -> {
			List<String> received = new CopyOnWriteArrayList<>();
			receiver.setHandler((message) -> received.add(message.text(message.frames().size() - 1)));
			assertThat(sender.send("has", "two frames")).isTrue();
			assertThat(sender.send("next")).isTrue();
			await().until(() -> received.size() == 1);
			assertThat(received).containsExactly("next");
			assertThat(sender.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.SEND_FAILED)).isOne();
			await().untilAsserted(() -> assertThat(sender.getStatistics().getSent()).isOne());
		});
	}

	@Test
	void countsWhatARouterCannotRoute() {
		new Pair("router", "dealer").run((server, client) -> {
			for (int i = 0; i < 5; i++) {
				server.send("nobody", "message");
			}
			await().until(() -> server.getStatistics().getDropped(DropReason.UNROUTABLE) == 5);
			assertThat(server.getStatistics().getSent()).isZero();
			await().until(() -> server.getGauges().getQueueDepth() == 0);
		});
	}

	@Test
	void countsWhatAHandlerFailsOn(CapturedOutput output) {
		new Pair("router", "dealer").run((server, client) -> {
			Queue<String> received = new ConcurrentLinkedQueue<>();
			server.setHandler((message) -> {
				if (message.text(1).equals("bad")) {
					throw new IllegalStateException("Can't handle it");
				}
				received.add(message.text(1));
			});
			client.send("bad");
			client.send("good");
			await().until(() -> received.contains("good"));
			assertThat(server.getStatistics().getDropped(DropReason.HANDLER_FAILED)).isOne();
			assertThat(output).contains("The message handler of socket 'server' failed").contains("Can't handle it");
		});
	}

	@Test
	void receivesNothingWithoutAHandlerAndEverythingOnceThereIsOne() {
		new Pair("router", "dealer").run((server, client) -> {
			for (int i = 0; i < 100; i++) {
				client.send("message " + i);
			}
			await().until(() -> PipeDepths.inbound(server) >= 99);
			assertThat(server.getStatistics().getReceived()).isZero();
			List<String> received = new ArrayList<>();
			server.setHandler((message) -> received.add(message.text(1)));
			await().until(() -> server.getStatistics().getReceived() == 100);
			await().until(() -> PipeDepths.inbound(server) == 0);
		});
	}

	@Test
	void deliversUnchangedWhatWaitedForASlowServer() {
		new Pair("router", "dealer").server("options.rcv-hwm=2")
			.client("options.snd-hwm=2", "queue-capacity=500")
			.run((server, client) -> {
				sendNumbers(client, "");
				assertNumbersArrive(server);
			});
	}

	@Test
	void deliversUnchangedWhatWaitedForASlowClient() {
		new Pair("push", "pull").server("options.snd-hwm=2", "queue-capacity=500")
			.client("options.rcv-hwm=2")
			.run((server, client) -> {
				sendNumbers(server, "x".repeat(10_000));
				assertNumbersArrive(client);
			});
	}

	@Test
	void deliversUnchangedWhatWaitedForASlowSubscriber() {
		new Pair("xpub", "sub").server("options.xpub-no-drop=true", "queue-capacity=500")
			.client("options.rcv-hwm=2", "subscribe=number")
			.run((server, client) -> {
				Queue<String> subscriptions = new ConcurrentLinkedQueue<>();
				server.setHandler((message) -> subscriptions.add(message.text(0)));
				await().until(() -> !subscriptions.isEmpty());
				sendNumbers(server, "");
				assertNumbersArrive(client);
			});
	}

	@Test
	void holdsUpTheSenderWhenTheReceiverDoesNotKeepUp() {
		new Pair("pull", "push").server("options.rcv-hwm=10")
			.client("options.snd-hwm=10", "queue-capacity=50", "overflow=drop-newest")
			.run((server, client) -> {
				byte[] payload = new byte[100_000];
				AtomicInteger accepted = new AtomicInteger();
				await().until(() -> {
					for (int i = 0; i < 50; i++) {
						accepted.addAndGet(client.send(ZmqMessage.of(payload)) ? 1 : 0);
					}
					return client.getGauges().getFullFor().compareTo(Duration.ofMillis(500)) > 0;
				});
				server.setHandler((message) -> assertThat(message.size()).isEqualTo(100_000));
				await().until(() -> server.getStatistics().getReceived() == accepted.get());
				assertNothingDropped(server);
			});
	}

	@Test
	void sleepsWhileThereIsNothingToDo() {
		new Pair("router", "dealer").run((server, client) -> {
			server.setHandler((message) -> assertThat(message.frames()).hasSize(2));
			client.setHandler((message) -> assertThat(message.frames()).hasSize(1));
			client.send("hello");
			await().until(() -> server.getStatistics().getReceived() == 1);
			assertIdle("zmq-server", "zmq-client", "zmq-secure-iothread-2", "zmq-secure-guard");
			assertNothingDropped(server);
		});
	}

	@Test
	void sleepsWhileItsPeerIsAwayAndItsQueueIsFull() {
		new Pair("router", "dealer")
			.client("queue-capacity=10", "options.linger=0ms", "options.reconnect-ivl=5s",
					"options.reconnect-ivl-max=5s")
			.runClient((client) -> {
				for (int i = 0; i < 10; i++) {
					client.socket().send("message");
				}
				assertIdle("zmq-client");
			});
	}

	private static void sendNumbers(ManagedSocket sender, String padding) {
		for (int i = 0; i < 500; i++) {
			sender.send("number", String.valueOf(i), padding);
		}
	}

	/**
	 * The receiver takes its messages in bursts, with its pipe full in between.
	 */
	private static void assertNumbersArrive(ManagedSocket receiver) {
		Queue<List<String>> received = new ConcurrentLinkedQueue<>();
		await().pollInterval(Duration.ofMillis(1)).pollInSameThread().until(() -> {
			receiver.setHandler((message) -> received.add(List.of(message.text(-3), message.text(-2))));
			receiver.setHandler(null);
			return received.size() >= 500;
		});
		assertThat(received).containsExactlyElementsOf(
				IntStream.range(0, 500).mapToObj((index) -> List.of("number", String.valueOf(index))).toList());
		assertNothingDropped(receiver);
	}

	private static void assertIdle(String... names) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		List<Thread> watched = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> List.of(names).contains(thread.getName()))
			.toList();
		assertThat(watched).extracting(Thread::getName).contains(names);
		await().pollInterval(Duration.ofSeconds(1)).untilAsserted(new CpuTimes(threads, watched)::assertIdle);
	}

	private static void produce(ManagedSocket socket, String name, int messages) {
		for (int i = 0; i < messages; i++) {
			socket.send(name, String.valueOf(i));
		}
	}

	private static void assertNothingDropped(ManagedSocket socket) {
		for (DropReason reason : DropReason.values()) {
			assertThat(socket.getStatistics().getDropped(reason)).as(reason.tag()).isZero();
		}
	}

	/**
	 * CPU times of threads since they were last looked at, at least a second ago.
	 */
	private static final class CpuTimes {

		private static final Duration IDLE = Duration.ofMillis(50);

		private final ThreadMXBean bean;

		private final List<Thread> threads;

		private long last;

		CpuTimes(ThreadMXBean bean, List<Thread> threads) {
			this.bean = bean;
			this.threads = threads;
			this.last = now();
		}

		void assertIdle() {
			long before = this.last;
			this.last = now();
			assertThat(Duration.ofNanos(this.last - before)).isLessThan(IDLE);
		}

		@SuppressWarnings("deprecation")
		private long now() {
			return this.threads.stream().mapToLong((thread) -> this.bean.getThreadCpuTime(thread.getId())).sum();
		}

	}

}
