// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.health.ZmqHealthContributor;
import io.github.zmqsecure.metrics.ZmqProxyMetrics;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for proxies as applications and operators see them.
 */
class ProxyOperationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void healthTellsOfAPausedAStoppedAndAHeldUpProxy() {
		Broker broker = new Broker("pull", "push").with("sockets.feed-out.queue-capacity=5");
		broker.runner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class))
			.withPropertyValues("management.health.zmq.queue-full-for=300ms")
			.run((context) -> {
				ZmqProxies proxies = context.getBean(ZmqProxies.class);
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				assertThat(health(context).getDetails()).containsEntry("state", ZmqProxy.State.RUNNING)
					.containsEntry("frontend", "feed-in")
					.containsEntry("backend", "feed-out");
				proxies.get("feed").pause();
				assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health(context).getDetails()).containsEntry("state", ZmqProxy.State.PAUSED);
				proxies.get("feed").resume();
				Broker.runPeer(broker.sender("push"), (sender) -> {
					for (int i = 0; i < 10; i++) {
						sender.send("message");
					}
					await().untilAsserted(() -> assertProblem(context, "has not read its frontend"));
				});
				proxies.stop();
				assertProblem(context, "does not run");
				proxies.start();
				context.getBean(ManagedSockets.class).stop();
				assertProblem(context, "has a socket that is not open, 'feed-in'");
			});
	}

	@Test
	void healthAndMetersTellOfRepliesThatFindNoRoom() {
		Broker broker = new Broker("router", "dealer").with("sockets.feed-in.queue-capacity=1");
		broker.runner()
			.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
					ZmqMetricsAutoConfiguration.class))
			.withPropertyValues("management.health.zmq.queue-full-for=1ns")
			.run((context) -> Broker.runPeer(broker.receiver("dealer"), (worker) -> {
				AtomicBoolean over = new AtomicBoolean();
				CompletableFuture<Void> replying = CompletableFuture.runAsync(() -> Broker.reply(worker, over));
				try {
					await().pollInterval(Duration.ofMillis(1))
						.until(() -> String.valueOf(health(context).getDetails().get("problems"))
							.contains("has not read its backend"));
					SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
					context.getBean(ZmqProxyMetrics.class).bindTo(registry);
					TimeGauge held = registry.get("zmq.secure.proxy.held").tag("from", "backend").timeGauge();
					await().pollInterval(Duration.ofMillis(1)).until(() -> held.value() > 0);
				}
				finally {
					over.set(true);
				}
				assertThat(replying).succeedsWithin(PATIENCE);
			}));
	}

	@Test
	void metersTellWhatItPassedOn() {
		Broker broker = new Broker("pull", "push").capture("pub");
		broker.runner()
			.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.run((context) -> {
				SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
				context.getBean(ZmqProxyMetrics.class).bindTo(registry);
				Broker.runPeer(broker.sender("push"), (sender) -> {
					sender.send("one");
					sender.send("two");
					await().until(() -> registry.get("zmq.secure.proxy.messages")
						.tags("proxy", "feed", "to", "backend")
						.functionCounter()
						.count() == 2);
				});
				assertThat(registry.get("zmq.secure.proxy.messages").tag("to", "capture").functionCounter().count())
					.isEqualTo(2);
				assertThat(registry.get("zmq.secure.proxy.active").gauge().value()).isOne();
				context.getBean(ZmqProxies.class).get("feed").pause();
				assertThat(registry.get("zmq.secure.proxy.active").gauge().value()).isZero();
			});
	}

	@Test
	void itsSocketsAreForNobodyElse() {
		Broker broker = new Broker("router", "dealer");
		broker.runner().withConfiguration(AutoConfigurations.of(ZmqTemplateAutoConfiguration.class)).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatIllegalStateException().isThrownBy(() -> template.send("feed-out", "message"))
				.withMessageContaining("Socket 'feed-out' belongs to proxy 'feed'");
			assertThatIllegalStateException()
				.isThrownBy(() -> template.sendAndReceive("feed-out", "message", String.class))
				.withMessageContaining("belongs to proxy 'feed'");
			ManagedSocket frontend = TestSockets.socket(context, "feed-in");
			assertThatIllegalStateException().isThrownBy(() -> frontend.setHandler((message) -> {
			})).withMessageContaining("belongs to proxy 'feed'");
			assertThatExceptionOfType(ZmqSecureException.class)
				.isThrownBy(() -> context.getBean(ZmqProxies.class).get("food"))
				.withMessageContaining("There is no proxy 'food'. Known proxies: [feed]");
		});
	}

	/**
	 * Content types and error replies travel in headers, which each connection
	 * negotiates.
	 */
	@Test
	void headersGoThrough() {
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> model(broker.receiver("router")).withUserConfiguration(Desk.class)
			.run((worker) -> model(broker.sender("dealer")).run((client) -> {
				ZmqTemplate template = client.getBean(ZmqTemplate.class);
				assertThat(template.sendAndReceive("peer", new Order("tea", 2), Order.class))
					.isEqualTo(new Order("tea", 3));
				assertThatExceptionOfType(ErrorReplyException.class)
					.isThrownBy(() -> template.sendAndReceive("peer", new Order("none", 0), Order.class));
			})));
	}

	@Test
	void isThereWithoutAnyProxy() {
		TestSockets.runner().run((context) -> assertThat(context.getBean(ZmqProxies.class).getAll()).isEmpty());
	}

	private static ApplicationContextRunner model(ApplicationContextRunner runner) {
		return runner.withConfiguration(
				AutoConfigurations.of(ZmqTemplateAutoConfiguration.class, ZmqListenerAutoConfiguration.class));
	}

	private static void assertProblem(ApplicationContext context, String problem) {
		assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(context).getDetails().get("problems")).asString().contains(problem);
	}

	private static Health health(ApplicationContext context) {
		CompositeHealthContributor proxies = (CompositeHealthContributor) context.getBean(ZmqHealthContributor.class)
			.getContributor("proxies");
		assertThat(proxies).isNotNull();
		return ((HealthIndicator) proxies.getContributor("feed")).health();
	}

	record Order(String item, int count) {

	}

	static class Desk {

		@ZmqListener(socket = "peer")
		Order handle(Order order) {
			if (order.count() == 0) {
				throw new IllegalArgumentException("Nothing is ordered");
			}
			return new Order(order.item(), order.count() + 1);
		}

	}

}
