// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.observation.DefaultZmqTemplateObservationConvention;
import io.github.zmqsecure.observation.ZmqTemplateObservationContext;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.UnreadableException;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepTimer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for meters and observations of the application that fail: no message is lost and
 * none is said to be lost that was sent.
 */
class ObservationFailureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final AtomicInteger struck = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(strings = { "start", "scope", "error", "stop", "convention" })
	void anObservationThatFailsCostsNoMessage(String place) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new StrikingHandler(place));
		ApplicationContextRunner runner = pair().withBean(ObservationRegistry.class, () -> registry)
			.withPropertyValues("zmq.secure.template.observation-enabled=true",
					"zmq.secure.listener.observation-enabled=true");
		((place.equals("convention")) ? runner.withBean(StrikingConvention.class) : runner).run(this::exchange);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aMeterThatFailsCostsNoMessage(boolean whileRegistered) {
		pair().withBean(MeterRegistry.class, () -> new StrikingRegistry(whileRegistered)).run(this::exchange);
	}

	private static ApplicationContextRunner pair() {
		struck.set(0);
		return ModelSockets.pair("router", "dealer")
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.withBean(Echo.class);
	}

	private void exchange(ApplicationContext context) {
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		Echo echo = context.getBean(Echo.class);
		for (int i = 0; i < 3; i++) {
			assertThat(template.sendAndReceive("client", "message", String.class, PATIENCE)).isEqualTo("message!");
			assertThat(template.send("client", "message")).isTrue();
		}
		assertThat(template.requestAsync("client", "fail", String.class, PATIENCE)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(ErrorReplyException.class);
		await().until(() -> echo.handled.get() == 7);
		assertThat(struck).hasPositiveValue();
	}

	private static RuntimeException strike() {
		struck.incrementAndGet();
		return new UnreadableException();
	}

	static class Echo {

		private final AtomicInteger handled = new AtomicInteger();

		@ZmqListener(socket = "server")
		String handle(String message) {
			this.handled.incrementAndGet();
			if (message.equals("fail")) {
				throw new IllegalArgumentException("as asked");
			}
			return message + "!";
		}

	}

	/**
	 * A convention of the application.
	 */
	static class StrikingConvention extends DefaultZmqTemplateObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(ZmqTemplateObservationContext context) {
			throw strike();
		}

	}

	/**
	 * A handler of the application.
	 *
	 * @param place where it fails
	 */
	private record StrikingHandler(String place) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			fail("start");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			fail("scope");
		}

		@Override
		public void onError(Observation.Context context) {
			fail("error");
		}

		@Override
		public void onStop(Observation.Context context) {
			fail("stop");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		private void fail(String place) {
			if (place.equals(this.place)) {
				throw strike();
			}
		}

	}

	/**
	 * A registry of the application.
	 */
	private static final class StrikingRegistry extends SimpleMeterRegistry {

		private final boolean whileRegistered;

		StrikingRegistry(boolean whileRegistered) {
			this.whileRegistered = whileRegistered;
		}

		@Override
		protected Timer newTimer(Meter.Id id, DistributionStatisticConfig configuration, PauseDetector detector) {
			if (this.whileRegistered) {
				throw strike();
			}
			return new StepTimer(id, this.config().clock(), configuration, detector, getBaseTimeUnit(), 1000, false) {

				@Override
				protected void recordNonNegative(long amount, TimeUnit unit) {
					throw strike();
				}

			};
		}

	}

}
