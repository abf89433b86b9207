// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.listener.DeadLetterHandler;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;
import io.github.zmqsecure.listener.ZmqSubscriptionEvent;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the examples in {@code docs/programming-model.md}: each stands below, word
 * for word, and works.
 */
class ProgrammingModelDocumentationTests {

	private static final Path SOURCE = Path.of("src/test/java",
			ProgrammingModelDocumentationTests.class.getName().replace('.', '/') + ".java");

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private final int port = Ports.free();

	private final int pricePort = Ports.free();

	private final int echoPort = Ports.free();

	@Test
	void everyExampleStandsHere() throws IOException {
		String page = Files.readString(Path.of("../docs/programming-model.md"));
		List<String> code = normalized(Files.readString(SOURCE));
		Matcher examples = EXAMPLE.matcher(page);
		int count = 0;
		while (examples.find()) {
			assertThat(code).containsSequence(normalized(examples.group(1)));
			count++;
		}
		assertThat(count).isEqualTo(8);
	}

	@Test
	void everyExampleWorks() {
		application().withUserConfiguration(Examples.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			CompletableFuture<Receipt> later = new Sender().use(template, new Order("EUR", 3), new Tick(1.1));
			assertThat(later.get(60, TimeUnit.SECONDS)).isEqualTo(new Receipt("EUR", 3, "gateway"));
			PriceBoard board = context.getBean(PriceBoard.class);
			await().until(() -> board.last.containsKey("EUR"));
			template.publish("prices", "EURUSD", new Tick(1.2));
			await().until(() -> new Tick(1.2).equals(board.last.get("EURUSD")));
			assertThat(template.sendAndReceive("echo-client", "hello", String.class)).isEqualTo("hello");
		});
	}

	/**
	 * Without indentation and line breaks, which the formatter owns, and without the
	 * modifier that nested classes need.
	 */
	private static List<String> normalized(String code) {
		return Stream.of(code.replaceAll("([(),.;])", " $1 ").trim().split("\\s+", -1))
			.filter((token) -> !token.equals("static"))
			.toList();
	}

	private ApplicationContextRunner application() {
		return ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(socket("orders", "router", "headers=true"))
			.withPropertyValues(socket("orders-client", "dealer", "headers=true"))
			.withPropertyValues(socket("prices", "xpub", "headers=false"))
			.withPropertyValues(socket("prices-client", "sub", "headers=false"))
			.withPropertyValues(socket("echo", "router", "headers=false"))
			.withPropertyValues(socket("echo-client", "dealer", "headers=false"));
	}

	private String[] socket(String name, String type, String more) {
		String prefix = "zmq.secure.sockets." + name + ".";
		int port = name.startsWith("orders") ? this.port : (name.startsWith("prices") ? this.pricePort : this.echoPort);
		boolean client = name.endsWith("-client");
		return new String[] { prefix + "type=" + type, prefix + more,
				prefix + (client ? "connect" : "bind") + "=tcp://127.0.0.1:" + port,
				prefix + "key=" + (client ? "gateway" : "orders-service"),
				prefix + (client ? "server=orders-service" : "clients=gateway") };
	}

	record Order(String symbol, int amount) {

	}

	record Receipt(String symbol, int amount, String client) {

	}

	record Tick(double price) {

	}

	@Component
	static class OrderDesk {

		@ZmqListener(socket = "orders", concurrency = "4")
		Receipt handle(@Validated Order order, @Header(ZmqHeaders.PEER) String client) {
			return new Receipt(order.symbol(), order.amount(), client);
		}

	}

	@Component
	static class PriceBoard {

		@ZmqListener(id = "euro", socket = "prices-client", topics = "EUR")
		void tick(@Topic String pair, Tick tick) {
			this.last.put(pair, tick);
		}

		private final Map<String, Tick> last = new ConcurrentHashMap<>();

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OrderDesk.class, PriceBoard.class, Greeter.class })
	static class Examples {

		private static final Log logger = LogFactory.getLog(Examples.class);

		@Bean
		ZmqListenerContainer echo(ZmqListenerContainerFactory factory) {
			return factory.createContainer(
					ZmqListenerEndpoint.of("echo", "echo", (message) -> new ZmqMessage(message.frames(), null))
						.withConcurrency(0));
		}

		@Bean
		DeadLetterHandler keepInLog() {
			return (socket, message, failure) -> logger.warn("Undelivered on " + socket + ": " + message, failure);
		}

	}

	static class Greeter {

		private final ZmqTemplate template;

		Greeter(ZmqTemplate template) {
			this.template = template;
		}

		@EventListener
		void greet(ZmqSubscriptionEvent event) {
			if (event.isSubscribed()) {
				this.template.publish(event.getSocket(), event.getTopic(), lastValue(event.getTopic()));
			}
		}

		private Tick lastValue(String topic) {
			return new Tick(topic.length());
		}

	}

	private static final class Sender {

		CompletableFuture<Receipt> use(ZmqTemplate template, Order order, Tick tick) {
			template.send("orders-client", order);
			Receipt receipt = template.sendAndReceive("orders-client", order, Receipt.class);
			CompletableFuture<Receipt> later = template.requestAsync("orders-client", order, Receipt.class,
					Duration.ofSeconds(2));
			template.publish("prices", "EURUSD", tick);
			template.withFailFast(true).send("orders-client", order);
			assertThat(receipt.symbol()).isEqualTo(order.symbol());
			receipt = template.idempotent().sendAndReceive("orders-client", order, Receipt.class);
			assertThat(receipt.symbol()).isEqualTo(order.symbol());
			return later;
		}

	}

}
