// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.zmqsecure.actuate.ZmqEndpoint;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.autoconfigure.endpoint.ZmqEndpointAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.health.ZmqHealthContributor;
import io.github.zmqsecure.metrics.ZmqMetrics;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.support.TestSockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqSecureAutoConfiguration} and the auto-configurations for Actuator.
 */
class ZmqSecureAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = TestSockets.runner();

	private final ApplicationContextRunner actuatorRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(ZmqEndpointAutoConfiguration.class,
				ZmqHealthContributorAutoConfiguration.class, ZmqMetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("management.endpoints.web.exposure.include=*");

	@Test
	void providesItsBeansWithoutAnySocket() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ZContext.class)
			.hasSingleBean(HardenedContext.class)
			.hasSingleBean(SecureSocketFactory.class)
			.hasSingleBean(CurveKeys.class)
			.hasSingleBean(CurveKeysReloader.class)
			.hasSingleBean(ClientAuthorizer.class)
			.hasSingleBean(EndpointPolicy.class)
			.hasSingleBean(ZapSupervisor.class)
			.hasSingleBean(ManagedSockets.class));
	}

	@Test
	void isAbsentWhenDisabled() {
		this.contextRunner.withPropertyValues("zmq.secure.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ManagedSockets.class)
				.doesNotHaveBean(ZContext.class));
	}

	@Test
	void isAbsentWithoutJeromq() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.zeromq", "zmq"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqManagedSockets"));
	}

	@Test
	void doesNotReloadKeysWhenToldNotTo() {
		this.contextRunner.withPropertyValues("zmq.secure.reload.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(CurveKeysReloader.class));
	}

	@Test
	void backsOffForTheUsersContextAndHardensIt() {
		this.contextRunner.withBean("custom", ZContext.class, () -> new ZContext(1))
			.withPropertyValues(TestSockets.SERVER)
			.run((context) -> {
				assertThat(context).hasSingleBean(ZContext.class);
				assertThat(context.getBean(HardenedContext.class).get()).isSameAs(context.getBean("custom"));
				assertThat(TestSockets.socket(context, "orders").isOpen()).isTrue();
			});
	}

	@Test
	void refusesAContextThatIsInUse() {
		this.contextRunner.withBean(ZContext.class, () -> {
			ZContext context = new ZContext(1);
			context.createSocket(SocketType.PAIR);
			return context;
		}).run((context) -> assertThat(context).getFailure().hasStackTraceContaining("1 sockets"));
	}

	@Test
	void backsOffForTheUsersKeys() {
		CurveKeyPair pair = CurveKeyPair.generate();
		CurveKeySet keys = CurveKeySet.of(Map.of("orders-service", pair), Map.of());
		this.contextRunner.withBean(CurveKeys.class, () -> new DefaultCurveKeys(keys))
			.run((context) -> assertThat(context.getBean(CurveKeys.class).getKeyPair("orders-service")).isSameAs(pair));
	}

	@Test
	void backsOffForTheUsersStrategies() {
		ClientAuthorizer authorizer = (client) -> null;
		EndpointPolicy policy = mock(EndpointPolicy.class);
		SecureSocketFactory factory = mock(SecureSocketFactory.class);
		this.contextRunner.withBean(ClientAuthorizer.class, () -> authorizer)
			.withBean(EndpointPolicy.class, () -> policy)
			.withBean(SecureSocketFactory.class, () -> factory)
			.run((context) -> {
				assertThat(context.getBean(ClientAuthorizer.class)).isSameAs(authorizer);
				assertThat(context.getBean(EndpointPolicy.class)).isSameAs(policy);
				assertThat(context.getBean(SecureSocketFactory.class)).isSameAs(factory);
			});
	}

	@Test
	void appliesCustomizersInOrder() {
		StringBuilder order = new StringBuilder();
		this.contextRunner.withPropertyValues(TestSockets.SERVER)
			.withBean("second", SocketCustomizer.class, () -> new OrderedCustomizer(2, order))
			.withBean("first", SocketCustomizer.class, () -> new OrderedCustomizer(1, order))
			.run((context) -> assertThat(order).hasToString("12"));
	}

	@Test
	void startsFromDefaultsAndOverridesThem() {
		this.contextRunner.withPropertyValues(TestSockets.SERVER)
			.withPropertyValues("zmq.secure.defaults.snd-hwm=7", "zmq.secure.sockets.orders.options.SND_HWM=5",
					"zmq.secure.defaults.linger=20ms")
			.run((context) -> {
				assertThat(TestSockets.socket(context, "orders").getGauges().getQueueCapacity()).isEqualTo(5);
				try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("orders")) {
					assertThat(socket.getSndHWM()).isEqualTo(5);
					assertThat(socket.getRcvHWM()).isEqualTo(1000);
					assertThat(socket.getLinger()).isEqualTo(20);
					assertThat(socket.getMechanism()).isEqualTo(ZMQ.Socket.Mechanism.CURVE);
					assertThat(socket.getMaxMsgSize()).isEqualTo(1024 * 1024 + 33);
				}
			});
	}

	@Test
	void stopsWithinLingerWhenTheApplicationCloses() {
		this.contextRunner.withPropertyValues(TestSockets.SERVER).run((context) -> {
			long started = System.nanoTime();
			context.getSourceApplicationContext().close();
			assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(9));
		});
	}

	@Test
	void providesHealthMetricsAndEndpoint() {
		this.actuatorRunner.run((context) -> assertThat(context).hasSingleBean(ZmqHealthContributor.class)
			.hasSingleBean(ZmqMetrics.class)
			.hasSingleBean(ZmqEndpoint.class));
	}

	@Test
	void backsOffForTheUsersHealthMetricsAndEndpoint() {
		ZmqMetrics metrics = mock(ZmqMetrics.class);
		ZmqEndpoint endpoint = mock(ZmqEndpoint.class);
		this.actuatorRunner.withBean("zmqHealthContributor", String.class, () -> "mine")
			.withBean(ZmqMetrics.class, () -> metrics)
			.withBean(ZmqEndpoint.class, () -> endpoint)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ZmqHealthContributor.class);
				assertThat(context.getBean(ZmqMetrics.class)).isSameAs(metrics);
				assertThat(context.getBean(ZmqEndpoint.class)).isSameAs(endpoint);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "yes", "on", "1" })
	void isOnInEverySpelling(String on) {
		this.contextRunner.withPropertyValues("zmq.secure.enabled=" + on, "zmq.secure.reload.enabled=" + on)
			.run((context) -> assertThat(context).hasSingleBean(ManagedSockets.class)
				.hasSingleBean(CurveKeysReloader.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "no", "off", "0" })
	void isOffInEverySpelling(String off) {
		this.contextRunner.withPropertyValues("zmq.secure.enabled=" + off)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ManagedSockets.class));
	}

	@Test
	void healthAndEndpointCanBeSwitchedOff() {
		this.actuatorRunner
			.withPropertyValues("management.health.zmq.enabled=false", "management.endpoint.zmq.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqHealthContributor.class)
				.doesNotHaveBean(ZmqEndpoint.class));
	}

	private record OrderedCustomizer(int order, StringBuilder calls) implements SocketCustomizer, Ordered {

		@Override
		public void customize(SocketSettings settings, ZMQ.Socket socket) {
			this.calls.append(this.order);
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}
