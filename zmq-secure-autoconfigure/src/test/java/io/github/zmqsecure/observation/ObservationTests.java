// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the observations of templates and listeners.
 */
class ObservationTests {

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer")
		.withPropertyValues("zmq.secure.template.observation-enabled=true",
				"zmq.secure.listener.observation-enabled=true");

	@Test
	void observesBothSidesOfARequest() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.orders.withBean(ObservationRegistry.class, () -> registry)
			.withPropertyValues(ModelSockets.headers())
			.withUserConfiguration(Desk.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.sendAndReceive("client", "order", String.class);
				assertThatThrownBy(() -> template.sendAndReceive("client", "fail", String.class))
					.isInstanceOf(ErrorReplyException.class);
				await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo("zmq.secure.template.send", 2)
					.hasNumberOfObservationsWithNameEqualTo("zmq.secure.listener.handle", 2)
					.hasAnObservation((observation) -> observation.hasNameEqualTo("zmq.secure.template.send")
						.hasContextualNameEqualTo("client request")
						.hasLowCardinalityKeyValue("socket", "client")
						.hasLowCardinalityKeyValue("operation", "request")
						.hasHighCardinalityKeyValue("messaging.system", "zeromq")
						.hasHighCardinalityKeyValue("messaging.destination.name", "client")
						.hasHighCardinalityKeyValue("messaging.operation.name", "request")
						.doesNotHaveError())
					.hasAnObservation((observation) -> observation.hasNameEqualTo("zmq.secure.listener.handle")
						.hasContextualNameEqualTo("server process")
						.hasLowCardinalityKeyValue("socket", "server")
						.hasLowCardinalityKeyValue("listener", "desk")
						.hasHighCardinalityKeyValue("messaging.zmq.peer", "gateway")
						.hasError()));
			});
	}

	@Test
	void theRemoteServiceIsTheAuthenticatedPeerOrNobody() {
		assertThat(new ZmqTemplateObservationContext("client", "request", null).getRemoteServiceName()).isNull();
		assertThat(new ZmqListenerObservationContext("server", "desk", "gateway", null, Map.of(), true)
			.getRemoteServiceName()).isEqualTo("gateway");
		assertThat(
				new ZmqListenerObservationContext("server", "desk", null, null, Map.of(), true).getRemoteServiceName())
			.isNull();
	}

	@Test
	void timesBothSidesWhereThereIsOnlyAMeterRegistry() {
		ModelSockets.pair("router", "dealer")
			.withBean(SimpleMeterRegistry.class)
			.withUserConfiguration(Desk.class)
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.sendAndReceive("client", "order", String.class);
				assertThatThrownBy(() -> template.sendAndReceive("client", "fail", String.class))
					.isInstanceOf(ErrorReplyException.class);
				await().ignoreExceptions()
					.untilAsserted(() -> assertThat(meters.get("zmq.secure.listener.handle")
						.tag("listener", "desk")
						.tag("error", "IllegalStateException")
						.timer()
						.count()).isOne());
				assertThat(meters.get("zmq.secure.listener.handle").tag("error", "none").timer().count()).isOne();
				assertThat(meters.get("zmq.secure.template.send").tag("error", "none").timer().count()).isOne();
				assertThat(meters.get("zmq.secure.template.send").tag("error", "ErrorReplyException").timer().count())
					.isOne();
			});
	}

	@Test
	void conventionsOfTheApplicationReplaceOurs() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.orders.withBean(ObservationRegistry.class, () -> registry)
			.withBean(ZmqTemplateObservationConvention.class, () -> new DefaultZmqTemplateObservationConvention() {

				@Override
				public String getName() {
					return "our.sending";
				}

			})
			.withBean(ZmqListenerObservationConvention.class, () -> new DefaultZmqListenerObservationConvention() {

				@Override
				public String getName() {
					return "our.handling";
				}

			})
			.withUserConfiguration(Desk.class)
			.run((context) -> {
				context.getBean(ZmqTemplate.class).sendAndReceive("client", "order", String.class);
				await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo("our.sending", 1)
					.hasNumberOfObservationsWithNameEqualTo("our.handling", 1));
			});
	}

	@Test
	void oneTraceSpansBothServicesWhereHeadersTravel() {
		this.orders.withPropertyValues(ModelSockets.headers()).withUserConfiguration(Tracing.class).run((context) -> {
			Tracer tracer = context.getBean(Tracer.class);
			var span = tracer.nextSpan().name("user").start();
			String seen;
			try (var scope = tracer.withSpan(span)) {
				assertThat(scope).isNotNull();
				context.getBean(ZmqTemplate.class).sendAndReceive("client", "order", String.class);
				seen = context.getBean(Tracing.class).traces.poll(60, TimeUnit.SECONDS);
			}
			finally {
				span.end();
			}
			assertThat(seen).isEqualTo(span.context().traceId());
		});
	}

	@Test
	void noTraceContextLeavesWithoutHeaders() {
		this.orders.withPropertyValues(ModelSockets.headers("false"))
			.withUserConfiguration(Tracing.class)
			.run((context) -> {
				Tracer tracer = context.getBean(Tracer.class);
				var span = tracer.nextSpan().name("user").start();
				try (var scope = tracer.withSpan(span)) {
					assertThat(scope).isNotNull();
					context.getBean(ZmqTemplate.class).sendAndReceive("client", "order", String.class);
				}
				finally {
					span.end();
				}
				assertThat(context.getBean(Tracing.class).traces.poll(60, TimeUnit.SECONDS)).isNotBlank()
					.isNotEqualTo(span.context().traceId());
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Desk {

		@ZmqListener(id = "desk", socket = "server")
		String handle(String request) {
			if (request.equals("fail")) {
				throw new IllegalStateException("closed");
			}
			return "done";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		private final BlockingQueue<String> traces = new LinkedBlockingQueue<>();

		private final ContextPropagators propagators = ContextPropagators
			.create(W3CTraceContextPropagator.getInstance());

		private final io.opentelemetry.api.trace.Tracer otel = SdkTracerProvider.builder().build().get("test");

		private final OtelTracer tracer = new OtelTracer(this.otel, new OtelCurrentTraceContext(), (event) -> {
		});

		@Bean
		Tracer tracer() {
			return this.tracer;
		}

		@Bean
		ObservationRegistry observationRegistry() {
			Propagator propagator = new OtelPropagator(this.propagators, this.otel);
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig()
				.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
						new PropagatingSenderTracingObservationHandler<>(this.tracer, propagator),
						new PropagatingReceiverTracingObservationHandler<>(this.tracer, propagator),
						new DefaultTracingObservationHandler(this.tracer)));
			return registry;
		}

		@ZmqListener(socket = "server")
		String handle(String request) {
			this.traces.add(this.tracer.currentSpan().context().traceId());
			return "done";
		}

	}

}
