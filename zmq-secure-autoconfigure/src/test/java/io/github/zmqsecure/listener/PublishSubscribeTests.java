// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for publishing and subscribing.
 */
class PublishSubscribeTests {

	private static final String[] NUMBERED = { "zmq.secure.sockets.server.headers=true",
			"zmq.secure.sockets.client.headers=true", "zmq.secure.sockets.server.sequence=true" };

	private static final int SUBSCRIPTIONS = 12_000;

	private static final int MOST_EVENTS_WAITING = 10_000;

	private final ApplicationContextRunner prices = ModelSockets.pair("xpub", "sub")
		.withUserConfiguration(Subscriptions.class);

	@Test
	void deliversByTopicToEachListenerThatMatches() {
		this.prices.withUserConfiguration(Desks.class).run((context) -> {
			awaitSubscriptions(context, "EUR", "USD");
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			template.publish("server", "GBPUSD", "none");
			template.publish("server", "EURUSD", "1.1");
			template.publish("server", "USDJPY", "150");
			Desks desks = context.getBean(Desks.class);
			assertThat(desks.euro.poll(60, TimeUnit.SECONDS)).isEqualTo("EURUSD=1.1");
			assertThat(desks.both.poll(60, TimeUnit.SECONDS)).isEqualTo("EURUSD=1.1");
			assertThat(desks.both.poll(60, TimeUnit.SECONDS)).isEqualTo("USDJPY=150");
			assertThat(desks.euro).isEmpty();
		});
	}

	@Test
	void unsubscribesWhileTheListenerIsStopped() {
		this.prices.withUserConfiguration(Desks.class).run((context) -> {
			awaitSubscriptions(context, "EUR", "USD");
			ZmqListenerEndpointRegistry registry = context.getBean(ZmqListenerEndpointRegistry.class);
			registry.getContainer("both").stop();
			Subscriptions subscriptions = context.getBean(Subscriptions.class);
			await().untilAsserted(() -> assertThat(subscriptions.open).containsOnlyKeys("EUR"));
			registry.getContainer("both").start();
			await().untilAsserted(() -> assertThat(subscriptions.open).containsKeys("EUR", "USD"));
		});
	}

	@Test
	void lateJoinersGetTheLastValueThroughTheSubscriptionEvent() {
		this.prices.withUserConfiguration(LateJoiner.class, LastValue.class).run((context) -> {
			context.getBean(ZmqTemplate.class).publish("server", "EURUSD", "lost");
			await().until(() -> TestSockets.socket(context, "server").getGauges().getQueueDepth() == 0);
			context.getBean(ZmqListenerEndpointRegistry.class).getContainer("late").start();
			assertThat(context.getBean(LateJoiner.class).received.poll(60, TimeUnit.SECONDS)).isEqualTo("last value");
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aFailingListenerOfSubscriptionsIsLoggedAndCountedAndTheNextEventArrives(CapturedOutput output) {
		this.prices.withUserConfiguration(Desks.class, FailingSubscriptions.class).run((context) -> {
			awaitSubscriptions(context, "EUR", "USD");
			MessageStatistics statistics = TestSockets.socket(context, "server").getStatistics();
			await().until(() -> statistics.getDropped(DropReason.HANDLER_FAILED) == 2);
			assertThat(output.getErr()).doesNotContain("Exception in thread");
			assertThat(output).contains("A listener of the application failed on a subscription to socket 'server'");
		});
	}

	@Test
	void eventsOfSubscriptionsThatNobodyTakesAreBoundedAndCounted() {
		this.prices
			.withPropertyValues("zmq.secure.limits.max-subscriptions=" + SUBSCRIPTIONS,
					"zmq.secure.sockets.client.options.snd-hwm=" + SUBSCRIPTIONS)
			.withUserConfiguration(SlowSubscriptions.class)
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				MessageStatistics server = TestSockets.socket(context, "server").getStatistics();
				SlowSubscriptions slow = context.getBean(SlowSubscriptions.class);
				for (int i = 0; i < SUBSCRIPTIONS; i++) {
					client.subscribe(String.valueOf(i));
				}
				await().untilAsserted(() -> assertThat(server.getReceived()).isEqualTo(SUBSCRIPTIONS));
				assertThat(server.getDropped(DropReason.NOT_HANDLED)).isPositive();
				slow.gate.countDown();
				await()
					.until(() -> slow.events.get() + server.getDropped(DropReason.NOT_HANDLED) == server.getReceived());
				assertThat(slow.events.get()).isLessThanOrEqualTo(MOST_EVENTS_WAITING + 1);
			});
	}

	@Test
	void numbersMessagesAndCountsTheGaps() {
		this.prices.withPropertyValues(NUMBERED).withUserConfiguration(Numbered.class).run((context) -> {
			awaitSubscriptions(context, "");
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			ManagedSocket server = TestSockets.socket(context, "server");
			ManagedSocket client = TestSockets.socket(context, "client");
			List<ZmqMessage> wire = Collections.synchronizedList(new ArrayList<>());
			Numbered numbered = context.getBean(Numbered.class);
			template.publish("server", "EUR", "a");
			template.publish("server", "USD", "a");
			template.publish("server", "EUR", "b");
			await().until(() -> numbered.received.size() == 3);
			assertThat(numbered.received).containsExactly("EUR 1", "USD 1", "EUR 2");
			assertThat(client.getStatistics().getMissed()).isZero();
			wire.addAll(numbered.raw);
			server.send(new ZmqMessage(withNumber(wire.get(2), "7"), null));
			await().until(() -> numbered.received.size() == 4);
			assertThat(client.getStatistics().getMissed()).isEqualTo(4);
			server.send(new ZmqMessage(withNumber(wire.get(2), "1"), null));
			server.send(new ZmqMessage(withNumber(wire.get(2), "2"), null));
			await().until(() -> numbered.received.size() == 6);
			assertThat(client.getStatistics().getMissed()).isEqualTo(4);
		});
	}

	@Test
	void aSlowSubscriberMissesMessagesAndKnowsHowMany() {
		this.prices.withPropertyValues(NUMBERED)
			.withPropertyValues("zmq.secure.sockets.server.options.snd-hwm=10",
					"zmq.secure.sockets.client.options.rcv-hwm=10", "zmq.secure.listener.queue-capacity=10")
			.withUserConfiguration(Slow.class)
			.run((context) -> {
				awaitSubscriptions(context, "");
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				ManagedSocket client = TestSockets.socket(context, "client");
				Slow slow = context.getBean(Slow.class);
				byte[] payload = new byte[100_000];
				int published = 500;
				for (int i = 0; i < published; i++) {
					template.publish("server", "EUR", payload);
				}
				await().until(() -> TestSockets.socket(context, "server").getGauges().getQueueDepth() == 0);
				slow.gate.countDown();
				MessageStatistics server = TestSockets.socket(context, "server").getStatistics();
				await().until(() -> client.getStatistics().getReceived()
						+ server.getDropped(MessageDirection.OUTBOUND, DropReason.PEER_FULL) == published);
				template.publish("server", "EUR", "end");
				await().until(() -> slow.last.equals("end"));
				long missed = client.getStatistics().getMissed();
				assertThat(missed).isPositive()
					.isEqualTo(server.getDropped(MessageDirection.OUTBOUND, DropReason.PEER_FULL));
				assertThat(client.getStatistics().getReceived() + missed).isEqualTo(slow.lastNumber);
			});
	}

	@Test
	void conflatesWholeMessagesByTopicWhereTheListenerAsksForThat() {
		this.prices.withUserConfiguration(Conflating.class).run((context) -> {
			awaitSubscriptions(context, "");
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Conflating conflating = context.getBean(Conflating.class);
			template.publish("server", "EUR", "first");
			await().until(() -> conflating.received.size() == 1);
			for (int i = 0; i < 100; i++) {
				template.publish("server", "EUR", "e" + i);
				template.publish("server", "USD", "u" + i);
			}
			ManagedSocket client = TestSockets.socket(context, "client");
			await().until(() -> client.getStatistics().getReceived() == 201);
			assertThat(client.getInbound().awaitDispatched(Duration.ofSeconds(60))).isTrue();
			conflating.gate.countDown();
			await().until(() -> conflating.received.size() == 3);
			assertThat(conflating.received).containsExactly("EUR first", "EUR e99", "USD u99");
			assertThat(client.getStatistics().getDropped(DropReason.CONFLATED)).isEqualTo(198);
		});
	}

	@Test
	void refusesHeadersWhereZeroMqConflates() {
		ModelSockets.pair("pub", "sub")
			.withPropertyValues(NUMBERED)
			.withPropertyValues("zmq.secure.sockets.client.options.conflate=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zmq.secure.sockets.client.headers")
				.hasMessageContaining("conflate"));
		ModelSockets.pair("pub", "sub")
			.withPropertyValues("zmq.secure.sockets.server.sequence=true", "zmq.secure.sockets.server.headers=false")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("headers: false"));
	}

	private static void awaitSubscriptions(ApplicationContext context, String... topics) {
		await().untilAsserted(() -> assertThat(context.getBean(Subscriptions.class).open).containsOnlyKeys(topics));
	}

	private static List<byte[]> withNumber(ZmqMessage message, String number) {
		String headers = new String(message.frame(1), StandardCharsets.ISO_8859_1);
		String changed = headers.replace("zmq-sequence\0\0\0\u00012", "zmq-sequence\0\0\0\u0001" + number);
		return List.of(message.frame(0), changed.getBytes(StandardCharsets.ISO_8859_1), message.frame(2));
	}

	@Configuration(proxyBeanMethods = false)
	static class Subscriptions {

		private final Map<String, Boolean> open = new ConcurrentHashMap<>();

		@EventListener
		void subscribed(ZmqSubscriptionEvent event) {
			if (event.isSubscribed()) {
				this.open.put(event.getTopic(), true);
			}
			else {
				this.open.remove(event.getTopic());
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingSubscriptions {

		@EventListener
		@Order(Ordered.LOWEST_PRECEDENCE)
		void subscribed(ZmqSubscriptionEvent event) {
			if (event.getTopic().equals("EUR")) {
				throw new IllegalStateException("no");
			}
			throw new StackOverflowError("too deep");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SlowSubscriptions {

		private final CountDownLatch gate = new CountDownLatch(1);

		private final AtomicInteger events = new AtomicInteger();

		@EventListener
		void subscribed(ZmqSubscriptionEvent event) throws InterruptedException {
			this.gate.await();
			this.events.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Desks {

		private final BlockingQueue<String> euro = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> both = new LinkedBlockingQueue<>();

		@ZmqListener(id = "euro", socket = "client", topics = "EUR")
		void euro(@Topic String pair, String price) {
			this.euro.add(pair + "=" + price);
		}

		@ZmqListener(id = "both", socket = "client", topics = { "EUR", "#{'USD'}" })
		void both(@Topic String pair, String price) {
			this.both.add(pair + "=" + price);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateJoiner {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@ZmqListener(id = "late", socket = "client", topics = "EURUSD", autoStartup = "false")
		void receive(String value) {
			this.received.add(value);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LastValue {

		@Bean
		Publisher publisher(ZmqTemplate template) {
			return new Publisher(template);
		}

	}

	static class Publisher {

		private final ZmqTemplate template;

		Publisher(ZmqTemplate template) {
			this.template = template;
		}

		@EventListener
		void subscribed(ZmqSubscriptionEvent event) {
			if (event.isSubscribed()) {
				this.template.publish(event.getSocket(), event.getTopic(), "last value");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Numbered {

		private final List<String> received = Collections.synchronizedList(new ArrayList<>());

		private final List<ZmqMessage> raw = Collections.synchronizedList(new ArrayList<>());

		@ZmqListener(socket = "client", topics = "")
		void receive(@Topic String topic, @Header(ZmqHeaders.SEQUENCE) long number, ZmqMessage message) {
			this.raw.add(message);
			this.received.add(topic + " " + number);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Slow {

		private final CountDownLatch gate = new CountDownLatch(1);

		private volatile String last = "";

		private volatile long lastNumber;

		@ZmqListener(id = "slow", socket = "client", topics = "")
		void receive(String payload, @Header(ZmqHeaders.SEQUENCE) long number) throws InterruptedException {
			this.gate.await();
			this.lastNumber = number;
			this.last = payload;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Conflating {

		private final List<String> received = Collections.synchronizedList(new ArrayList<>());

		private final CountDownLatch gate = new CountDownLatch(1);

		@ZmqListener(socket = "client", topics = "", conflate = "true")
		void receive(@Topic String topic, String value) throws InterruptedException {
			this.received.add(topic + " " + value);
			this.gate.await();
		}

	}

}
