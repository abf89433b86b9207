// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.listener.ZmqSubscriptionEvent;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the numbers of published messages when many threads publish.
 */
class SequenceTests {

	private static final int PUBLISHERS = 10;

	private final ApplicationContextRunner prices = ModelSockets.pair("xpub", "sub")
		.withUserConfiguration(Joined.class)
		.withPropertyValues(ModelSockets.headers())
		.withPropertyValues("zmq.secure.sockets.server.sequence=true", "zmq.secure.sockets.client.subscribe=t");

	@Test
	void nobodyWaitsBehindOneWhoWaitsForRoom() {
		this.prices.withPropertyValues("zmq.secure.sockets.server.queue-capacity=10",
				"zmq.secure.sockets.server.options.snd-hwm=10", "zmq.secure.sockets.server.options.xpub-no-drop=true",
				"zmq.secure.sockets.server.options.snd-timeo=1s", "zmq.secure.sockets.server.options.linger=0ms",
				"zmq.secure.sockets.client.options.rcv-hwm=10")
			.run((context) -> {
				ZmqTemplate template = connected(context);
				byte[] payload = new byte[500_000];
				// Again, since who reads may only have been late.
				fill(template, payload);
				fill(template, payload);
				Queue<Long> times = new ConcurrentLinkedQueue<>();
				publish((publisher) -> {
					long start = System.nanoTime();
					try {
						template.publish("server", "t", payload);
					}
					catch (QueueFullException ex) {
						times.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
					}
				});
				assertThat(times).hasSize(PUBLISHERS).allSatisfy((time) -> assertThat(time).isBetween(900L, 8000L));
			});
	}

	private static void fill(ZmqTemplate template, byte[] payload) {
		assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> {
			for (int i = 0; i < 100_000; i++) {
				template.publish("server", "t", payload);
			}
		}).withMessageContaining("server");
	}

	@Test
	void numbersFollowTheOrderOfTheQueue() {
		this.prices
			.withPropertyValues("zmq.secure.sockets.server.options.snd-hwm=10000",
					"zmq.secure.sockets.client.options.rcv-hwm=10000", "zmq.secure.listener.queue-capacity=10000")
			.withUserConfiguration(Reader.class)
			.run((context) -> {
				ZmqTemplate template = connected(context);
				Reader reader = context.getBean(Reader.class);
				publish((publisher) -> {
					for (int i = 0; i < 500; i++) {
						template.publish("server", "t" + i % 3, "x");
					}
				});
				await().until(() -> reader.numbers.values().stream().mapToInt(List::size).sum() == PUBLISHERS * 500);
				assertThat(reader.numbers).hasSize(3)
					.allSatisfy(
							(topic, numbers) -> assertThat(numbers).isSorted().doesNotHaveDuplicates().startsWith(1L));
				assertThat(TestSockets.socket(context, "client").getStatistics().getMissed()).isZero();
			});
	}

	@Test
	void whatIsDroppedLeavesAGap() {
		this.prices.withPropertyValues("zmq.secure.sockets.server.queue-capacity=2",
				"zmq.secure.sockets.server.overflow=drop-newest", "zmq.secure.sockets.server.options.snd-hwm=100000")
			.withUserConfiguration(Reader.class)
			.run((context) -> {
				ZmqTemplate template = connected(context);
				ManagedSocket server = TestSockets.socket(context, "server");
				Reader reader = context.getBean(Reader.class);
				publish((publisher) -> {
					for (int i = 0; i < 2000; i++) {
						template.publish("server", "t", "x");
					}
				});
				await().until(() -> template.publish("server", "t", "end"));
				long dropped = server.getStatistics().getDropped(DropReason.QUEUE_FULL);
				await().until(() -> reader.numbers.getOrDefault("t", List.of())
					.contains(server.getStatistics().getSent() + dropped));
				assertThat(reader.numbers.get("t")).isSorted().doesNotHaveDuplicates();
			});
	}

	private static void publish(IntConsumer publisher) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < PUBLISHERS; i++) {
			int number = i;
			Thread thread = new Thread(() -> publisher.accept(number));
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join(60_000);
			assertThat(thread.isAlive()).isFalse();
		}
	}

	private static ZmqTemplate connected(ApplicationContext context) {
		await().until(() -> context.getBean(Joined.class).joined);
		return context.getBean(ZmqTemplate.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Joined {

		private volatile boolean joined;

		@EventListener
		void joined(ZmqSubscriptionEvent event) {
			this.joined = true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reader {

		private final Map<String, List<Long>> numbers = new ConcurrentHashMap<>();

		@ZmqListener(socket = "client")
		void read(@Topic String topic, @Header(ZmqHeaders.SEQUENCE) long number) {
			this.numbers.computeIfAbsent(topic, (any) -> new CopyOnWriteArrayList<>()).add(number);
		}

	}

}
