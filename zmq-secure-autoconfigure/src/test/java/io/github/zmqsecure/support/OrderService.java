// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.metrics.ZmqMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running application: a ROUTER {@code orders} that answers every message with the same
 * frames, and a DEALER {@code gateway} that is its legitimate client. Shows what
 * unauthenticated peers do to it.
 */
public final class OrderService implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContext context;

	private final int port;

	private final SimpleMeterRegistry registry;

	private final Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();

	private final Queue<String> replies = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Courier courier;

	/** Handshakes of the legitimate client that a busy machine was too slow for. */
	private Map<String, Long> failedBefore = Map.of();

	private OrderService(ApplicationContext context, int port) {
		this.context = context;
		this.port = port;
		this.registry = context.getBean(SimpleMeterRegistry.class);
		context.getBean(ZmqMetrics.class).bindTo(this.registry);
		echo();
		gateway().setHandler((message) -> {
			Courier courier = this.courier;
			if (courier != null && message.text(0).startsWith(Courier.PREFIX)) {
				courier.answered(message.text(0));
			}
			else {
				this.replies.add(message.text(0));
			}
		});
	}

	/**
	 * Run a test against the application: the legitimate client exchanges messages before
	 * and after it.
	 * @param test the test
	 * @param properties further properties
	 */
	public static void run(Consumer<OrderService> test, String... properties) {
		run((runner) -> runner.withPropertyValues(properties), test);
	}

	/**
	 * Start the application.
	 * @param properties further properties
	 * @return the application, to be closed
	 */
	public static OrderService start(String... properties) {
		int port = Ports.free();
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(propertiesFor(port)).and(properties).applyTo(context);
		context.register(ZmqSecureAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class,
				ZmqMetricsAutoConfiguration.class);
		context.registerBean(SimpleMeterRegistry.class);
		context.refresh();
		OrderService service = new OrderService(context, port);
		service.begin();
		return service;
	}

	private void begin() {
		exchange();
		this.failedBefore = failures();
	}

	/**
	 * Close an application that was started.
	 */
	@Override
	public void close() {
		((ConfigurableApplicationContext) this.context).close();
	}

	/**
	 * Run a test against the application: the legitimate client exchanges messages before
	 * and after it.
	 * @param customizer changes the application
	 * @param test the test
	 */
	public static void run(UnaryOperator<ApplicationContextRunner> customizer, Consumer<OrderService> test) {
		int port = Ports.free();
		customizer.apply(runner(port)).run((context) -> {
			assertThat(context).hasNotFailed();
			OrderService service = new OrderService(context, port);
			service.begin();
			test.accept(service);
			service.exchange();
		});
	}

	private static ApplicationContextRunner runner(int port) {
		return TestSockets.runner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
					ZmqMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues(propertiesFor(port));
	}

	private static String[] propertiesFor(int port) {
		return Stream.of(Stream.of(TestSockets.SERVER), Stream.of(TestSockets.IO_THREADS),
				Stream.of(TestSockets.PATIENT_HANDSHAKES, "zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port,
						"zmq.secure.sockets.orders.clients=gateway,listed", "zmq.secure.keys.listed.ephemeral=true",
						"zmq.secure.sockets.gateway.type=dealer",
						"zmq.secure.sockets.gateway.connect=tcp://127.0.0.1:" + port,
						"zmq.secure.sockets.gateway.key=gateway", "zmq.secure.sockets.gateway.server=orders-service"))
			.flatMap(Function.identity())
			.toArray(String[]::new);
	}

	/**
	 * Send a message from the legitimate client, and wait for its answer.
	 */
	public void exchange() {
		String text = UUID.randomUUID().toString();
		gateway().send(text);
		await().atMost(PATIENCE).until(() -> this.replies.contains(text));
	}

	/**
	 * Have the server answer every message with the same frames, from the next one on.
	 */
	public void echo() {
		ManagedSocket orders = orders();
		orders.setHandler((message) -> {
			if (!message.text(-1).startsWith(Courier.PREFIX)) {
				this.received.add(message);
			}
			orders.send(new ZmqMessage(message.frames(), null));
		});
		assertThat(orders.getInbound().awaitDispatched(PATIENCE)).isTrue();
	}

	/**
	 * Keep the legitimate client busy, until the courier is closed.
	 * @return the courier
	 */
	public Courier courier() {
		Courier courier = new Courier(gateway());
		this.courier = courier;
		courier.start();
		return courier;
	}

	/**
	 * Wait until handshakes failed, and for these reasons only.
	 * @param reason the reason
	 * @param count how many failed for it
	 */
	public void awaitFailures(FailureReason reason, long count) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(failures()).isEqualTo(Map.of(reason.tag(), count)));
		exchange();
		assertThat(failures()).isEqualTo(Map.of(reason.tag(), count));
		awaitUp();
	}

	/**
	 * Wait until all is well. On a busy machine the ZAP handler may answer late, which
	 * counts as a moment without one.
	 */
	public void awaitUp() {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
	}

	/**
	 * Return how many handshakes of the server failed since the test began, as metrics
	 * show it.
	 * @return the counts by reason, without those that are zero
	 */
	public Map<String, Long> failures() {
		Map<String, Long> failures = new LinkedHashMap<>();
		for (FunctionCounter counter : this.registry.get("zmq.secure.handshake.failures")
			.tag("socket", "orders")
			.functionCounters()) {
			String reason = counter.getId().getTag("reason");
			long count = (long) counter.count() - this.failedBefore.getOrDefault(reason, 0L);
			if (count > 0) {
				failures.put(reason, count);
			}
		}
		return failures;
	}

	/**
	 * Return the health of the application.
	 * @return the health
	 */
	public Health health() {
		return ZmqHealth.of(this.context);
	}

	/**
	 * Return what the server received so far.
	 * @return the messages
	 */
	public Queue<ZmqMessage> received() {
		return this.received;
	}

	/**
	 * Return the server.
	 * @return the socket
	 */
	public ManagedSocket orders() {
		return TestSockets.socket(this.context, "orders");
	}

	/**
	 * Return the legitimate client.
	 * @return the socket
	 */
	public ManagedSocket gateway() {
		return TestSockets.socket(this.context, "gateway");
	}

	/**
	 * Return the application.
	 * @return the context
	 */
	public ApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the port of the server.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the endpoint of the server.
	 * @return the endpoint
	 */
	public String endpoint() {
		return "tcp://127.0.0.1:" + this.port;
	}

	/**
	 * Return the key that clients must insist on.
	 * @return the public key of the server
	 */
	public CurvePublicKey serverKey() {
		return this.context.getBean(CurveKeys.class).getPublicKey("orders-service");
	}

	/**
	 * Return the key pair of a second client that is let in.
	 * @return the key pair named {@code listed}
	 */
	public CurveKeyPair listed() {
		return this.context.getBean(CurveKeys.class).getKeyPair("listed");
	}

}
