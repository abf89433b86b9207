// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.DocumentationPage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqMetrics}.
 */
class ZmqMetricsTests {

	private static final Set<String> TAGS = Set.of("socket", "direction", "reason", "outcome", "stage", "operation",
			"listener", "error", "key", "name", "proxy", "to", "from");

	private static final Set<String> WITHOUT_SOCKET = Set.of("zmq.secure.io.errors", "zmq.secure.io.rebuilds",
			"zmq.secure.key.expires", "zmq.secure.key.reloads", "zmq.secure.memory.used", "zmq.secure.memory.max",
			"zmq.secure.proxy.active", "zmq.secure.proxy.held", "zmq.secure.proxy.messages",
			"zmq.secure.proxy.subscriptions");

	private static final Map<String, String> UNITS = new TreeMap<>();

	static {
		unit("null", "connections", "connections.cut", "handshake.failures", "handshakes", "handshakes.pending",
				"io.errors", "io.rebuilds", "key.reloads", "messages", "messages.dropped", "messages.missed",
				"peers.slow", "proxy.active", "proxy.messages", "proxy.subscriptions", "requests.pending");
		unit("bytes", "bytes", "memory.max", "memory.used");
		unit("messages", "listener.active", "listener.capacity", "pipe.depth", "queue.capacity", "queue.depth");
		unit("seconds", "key.expires", "listener.handle", "listener.oldest.age", "proxy.held", "queue.oldest.age",
				"template.send");
		unit("threads", "listener.concurrency", "listener.workers");
	}

	@Test
	void showsExactlyHowManyMessagesWait() {
		Pair pair = new Pair("router", "dealer");
		pair.clientRunner()
			.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.run((context) -> {
				SimpleMeterRegistry registry = bind(context);
				ManagedSocket client = TestSockets.socket(context, "client");
				for (int i = 0; i < 700; i++) {
					client.send("message " + i);
				}
				assertThat(depth(registry) + sent(registry)).isEqualTo(700);
				assertThat(registry.get("zmq.secure.queue.capacity").gauge().value()).isEqualTo(1000);
				await().until(() -> registry.get("zmq.secure.queue.oldest.age")
					.timeGauge()
					.value(TimeUnit.MILLISECONDS) > 10);
				Queue<String> received = new ConcurrentLinkedQueue<>();
				pair.runServer((server) -> {
					server.socket().setHandler((message) -> received.add(message.text(1)));
					await().until(() -> received.size() == 700);
				});
				assertThat(depth(registry)).isZero();
				assertThat(sent(registry)).isEqualTo(700);
				assertThat(registry.get("zmq.secure.queue.oldest.age").timeGauge().value()).isZero();
				assertThat(value(registry, "zmq.secure.bytes", "direction", "outbound"))
					.isEqualTo(received.stream().mapToInt(String::length).sum());
			});
	}

	@Test
	void countsHandshakesAndConnections() {
		OrderService.run((orders) -> {
			SimpleMeterRegistry registry = orders.context().getBean(SimpleMeterRegistry.class);
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of());
				await().until(() -> ordersValue(registry, "connections") == 2);
				assertThat(ordersValue(registry, "handshakes", "outcome", "success", "key",
						orders.serverKey().fingerprint()))
					.isEqualTo(2);
				assertThat(ordersValue(registry, "handshakes", "outcome", "success", "key", "none")).isZero();
				try (RawPeer silent = new RawPeer(orders.port())) {
					await().until(() -> ordersValue(registry, "handshakes.pending") == 1);
					silent.awaitClose();
				}
			}
			await().until(() -> ordersValue(registry, "connections") == 1);
			await().until(() -> ordersValue(registry, "handshakes.pending") == 0);
			assertThat(ordersValue(registry, "handshakes", "outcome", "failure")).isOne();
			assertThat(ordersValue(registry, "handshake.failures", "reason", "timeout")).isOne();
		}, "zmq.secure.limits.handshake-timeout=3s");
	}

	@Test
	void hasAMeterForEachKeyInForceAndForNoOther() {
		CurveKeyPair old = CurveKeyPair.generate();
		OrderService.run((orders) -> {
			SimpleMeterRegistry registry = orders.context().getBean(SimpleMeterRegistry.class);
			String current = orders.serverKey().fingerprint();
			for (int i = 0; i < 10; i++) {
				try (CurvePeer unlisted = new CurvePeer(orders.port(), CurveKeyPair.generate(), orders.serverKey())) {
					unlisted.begin(Map.of());
					assertThat(unlisted.answer()).isEqualTo("ERROR");
				}
			}
			assertThat(keysOf(registry)).containsExactlyInAnyOrder("none", current, old.publicKey().fingerprint());
			assertThat(orders.context().getBean(CurveKeys.class).retire("orders-service", old.publicKey())).isTrue();
			await().untilAsserted(() -> assertThat(keysOf(registry)).containsExactlyInAnyOrder("none", current));
		}, TestSockets.key("server", old).replace("keys.server.", "keys.orders-service.previous[0]."));
	}

	@Test
	void hasAMeterForEachReason() {
		OrderService.run((orders) -> {
			SimpleMeterRegistry registry = orders.context().getBean(SimpleMeterRegistry.class);
			for (FailureReason reason : FailureReason.values()) {
				assertThat(ordersValue(registry, "handshake.failures", "reason", reason.tag())).isZero();
			}
			for (DropReason reason : DropReason.values()) {
				assertThat(ordersValue(registry, "messages.dropped", "reason", reason.tag())).isZero();
			}
			orders.orders().send("nobody", "unroutable");
			await().until(() -> ordersValue(registry, "messages.dropped", "reason", "unroutable") == 1);
		});
	}

	@Test
	void describesEveryMeter() {
		OrderService
			.run((orders) -> assertThat(orders.context().getBean(SimpleMeterRegistry.class).getMeters()).isNotEmpty()
				.extracting(Meter::getId)
				.allSatisfy((id) -> assertThat(id.getDescription()).as(id.getName()).isNotBlank())
				.allSatisfy((id) -> assertThat(id.getName()).startsWith("zmq.secure.")));
	}

	@Test
	void namesNoUnitTwiceAndDescribesAMeterInOneWay() {
		OrderService.run((orders) -> {
			Map<String, String> descriptions = new HashMap<>();
			orders.context().getBean(SimpleMeterRegistry.class).getMeters().stream().map(Meter::getId).forEach((id) -> {
				String unit = id.getBaseUnit();
				boolean last = unit != null && id.getName().endsWith("." + unit);
				assertThat(unit != null && !last && id.getName().contains(unit)).as(id.getName() + " in " + unit)
					.isFalse();
				String other = descriptions.putIfAbsent(id.getName(), id.getDescription());
				assertThat(id.getDescription()).as(id.getName())
					.isEqualTo((other != null) ? other : id.getDescription());
			});
		});
	}

	@Test
	void everyMeterIsDescribedDocumentedAndHasTheTagsAndTheUnitThatItShould(@TempDir Path directory)
			throws IOException {
		Path certificate = Files.writeString(directory.resolve("late.key"),
				"metadata\n    expires = \"2026-01-31\"\ncurve\n    public-key = \"%s\"\n"
					.formatted(CurveKeyPair.generate().publicKey().toZ85()));
		Map<String, String> units = new TreeMap<>();
		Map<String, Meter.Id> meters = new TreeMap<>();
		Map<String, Set<String>> tags = new TreeMap<>();
		ModelSockets.pair("router", "dealer")
			.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.withPropertyValues("zmq.secure.reload.enabled=true", "zmq.secure.peers.late.location=" + certificate)
			.withPropertyValues("zmq.secure.sockets.feed-in.type=pull",
					"zmq.secure.sockets.feed-in.connect=tcp://127.0.0.1:1",
					"zmq.secure.sockets.feed-in.server=orders-service", "zmq.secure.sockets.feed-out.type=push",
					"zmq.secure.sockets.feed-out.connect=tcp://127.0.0.1:1",
					"zmq.secure.sockets.feed-out.server=orders-service", "zmq.secure.proxies.feed.frontend=feed-in",
					"zmq.secure.proxies.feed.backend=feed-out")
			.withUserConfiguration(Desk.class)
			.run((context) -> {
				SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
				context.getBean(ZmqTemplate.class).sendAndReceive("client", "order", String.class);
				await().until(() -> registry.find("zmq.secure.listener.handle").timer() != null);
				assertThat(registry.getMeters()).extracting(Meter::getId).allSatisfy((id) -> {
					assertThat(id.getDescription()).as(id.getName()).isNotBlank();
					assertThat(id.getTags()).extracting(Tag::getKey).as(id.getName()).isSubsetOf(TAGS);
					assertThat(id.getTag("socket") != null).as(id.getName())
						.isNotEqualTo(WITHOUT_SOCKET.contains(id.getName()));
					meters.put(id.getName(), id);
					id.getTags()
						.forEach((tag) -> tags.computeIfAbsent(id.getName(), (name) -> new TreeSet<>())
							.add("`" + tag.getKey() + "`"));
					units.put(id.getName(), String.valueOf(id.getBaseUnit()));
				});
			});
		assertThat(units).isEqualTo(UNITS);
		assertThat(DocumentationPage.of("docs/reference.md").rows("meter"))
			.containsExactlyElementsOf(meters.values().stream().map((id) -> row(id, tags.get(id.getName()))).toList());
	}

	private static String row(Meter.Id id, @Nullable Set<String> tags) {
		return "| `" + id.getName() + "` | " + ((tags != null) ? String.join(", ", tags) : "") + " | "
				+ Objects.toString(id.getBaseUnit(), "") + " | " + id.getDescription() + " |";
	}

	private static SimpleMeterRegistry bind(ApplicationContext context) {
		SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
		context.getBean(ZmqMetrics.class).bindTo(registry);
		return registry;
	}

	private static double depth(SimpleMeterRegistry registry) {
		return registry.get("zmq.secure.queue.depth").tag("direction", "outbound").gauge().value();
	}

	private static double sent(SimpleMeterRegistry registry) {
		return value(registry, "zmq.secure.messages", "direction", "outbound");
	}

	private static Set<String> keysOf(SimpleMeterRegistry registry) {
		Set<String> keys = new TreeSet<>();
		registry.find("zmq.secure.handshakes")
			.tag("socket", "orders")
			.meters()
			.forEach((meter) -> keys.add(meter.getId().getTag("key")));
		return keys;
	}

	private static double ordersValue(SimpleMeterRegistry registry, String name, String... tags) {
		String[] all = new String[tags.length + 2];
		all[0] = "socket";
		all[1] = "orders";
		System.arraycopy(tags, 0, all, 2, tags.length);
		return value(registry, "zmq.secure." + name, all);
	}

	private static double value(SimpleMeterRegistry registry, String name, String... tags) {
		return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
	}

	private static void unit(String unit, String... names) {
		for (String name : names) {
			UNITS.put("zmq.secure." + name, unit);
		}
	}

	static class Desk {

		@ZmqListener(id = "desk", socket = "server")
		String handle(String order) {
			return order;
		}

	}

}
