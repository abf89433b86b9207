// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.observation.TemplateObservations;
import io.github.zmqsecure.observation.ZmqListenerObservationContext;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqOperations;
import io.github.zmqsecure.template.ZmqTemplate;
import io.github.zmqsecure.template.ZmqTemplateSettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqTemplateAutoConfiguration}.
 */
class ZmqTemplateAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = ModelSockets.runner();

	@Test
	void providesTheTemplateWithItsDefaults() {
		TestSockets.runner()
			.withConfiguration(AutoConfigurations.of(ZmqTemplateAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(ZmqTemplate.class).hasSingleBean(ZmqMessageConverter.class);
				ZmqTemplateSettings settings = context.getBean(ZmqTemplateSettings.class);
				assertThat(settings.requestTimeout()).isEqualTo(ZmqTemplateSettings.DEFAULT_REQUEST_TIMEOUT);
				assertThat(settings.maxPendingRequests()).isEqualTo(ZmqTemplateSettings.DEFAULT_MAX_PENDING_REQUESTS);
				assertThat(settings.observations().start("server", "send", null)).isSameAs(ObservedMessage.NONE);
			});
	}

	@Test
	void takesItsSettingsFromTheProperties() {
		this.contextRunner
			.withPropertyValues("zmq.secure.template.request-timeout=7s", "zmq.secure.template.max-pending-requests=12")
			.run((context) -> {
				ZmqTemplateSettings settings = context.getBean(ZmqTemplateSettings.class);
				assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
				assertThat(settings.maxPendingRequests()).isEqualTo(12);
			});
	}

	@Test
	void isAbsentWhenTheSocketsAre() {
		this.contextRunner.withPropertyValues("zmq.secure.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqOperations.class)
				.doesNotHaveBean(ZmqMessageConverter.class));
	}

	@Test
	void backsOffForOwnOperations() {
		ZmqOperations own = mock();
		this.contextRunner.withBean("own", ZmqOperations.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(ZmqOperations.class)
				.doesNotHaveBean(ZmqTemplate.class)
				.hasBean("own"));
	}

	@Test
	void backsOffForOwnSettingsConverterAndExecutor() {
		ZmqTemplateSettings settings = ZmqTemplateSettings.defaults();
		ZmqMessageConverter converter = new ZmqMessageConverter(List.of(), null);
		Executor executor = Runnable::run;
		this.contextRunner.withBean("ownSettings", ZmqTemplateSettings.class, () -> settings)
			.withBean("ownConverter", ZmqMessageConverter.class, () -> converter)
			.run((context) -> {
				assertThat(context.getBean(ZmqTemplateSettings.class)).isSameAs(settings);
				assertThat(context.getBean(ZmqMessageConverter.class)).isSameAs(converter);
			});
		this.contextRunner.withBean("zmqReplyExecutor", Executor.class, () -> executor)
			.run((context) -> assertThat(context.getBean(ZmqTemplateSettings.class).replyExecutor())
				.isSameAs(executor));
	}

	@Test
	void leavesTheTaskExecutorOfTheApplicationAlone() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasBean("applicationTaskExecutor").hasBean("zmqReplyExecutor"));
	}

	@Test
	void usesTheJsonMapperOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnMapper.class)
			.run((context) -> assertThat(
					context.getBean(ZmqMessageConverter.class).write(new Mapped("x")).frames().get(0))
				.asString()
				.contains("\n"));
	}

	@Test
	void worksWithoutJacksonAndWithoutMeters() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(JsonMapper.class, MeterRegistry.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ZmqTemplate.class);
				assertThat(context.getBean(ZmqMessageConverter.class).write("text").frames()).hasSize(1);
			});
	}

	@Test
	void observesInTheRegistryOfTheApplicationWhereAskedTo() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		ApplicationContextRunner runner = this.contextRunner.withBean(ObservationRegistry.class, () -> registry);
		runner.run((context) -> assertThat(context).doesNotHaveBean(TemplateObservations.class)
			.doesNotHaveBean(ListenerObservations.class));
		runner
			.withPropertyValues("zmq.secure.template.observation-enabled=true",
					"zmq.secure.listener.observation-enabled=true")
			.run((context) -> {
				context.getBean(ZmqTemplateSettings.class).observations().start("server", "send", null).stop();
				TestObservationRegistryAssert.assertThat(registry)
					.hasSingleObservationThat()
					.hasNameEqualTo("zmq.secure.template.send");
				assertThat(context).hasSingleBean(ListenerObservations.class);
			});
	}

	@Test
	void observesWhereActuatorBringsAMeterRegistryToo() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					ObservationAutoConfiguration.class, ZmqMetricsAutoConfiguration.class))
			.withPropertyValues("zmq.secure.template.observation-enabled=true",
					"zmq.secure.listener.observation-enabled=true")
			.withBean(ObservationKeeper.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(MeterRegistry.class)
					.hasSingleBean(TemplateObservations.class)
					.hasSingleBean(ListenerObservations.class);
				context.getBean(TemplateObservations.class).start("server", "send", null).stop();
				context.getBean(ListenerObservations.class)
					.start("server", "desk",
							() -> new ZmqListenerObservationContext("server", "desk", null, null, Map.of(), false))
					.stop();
				assertThat(context.getBean(ObservationKeeper.class).names).containsExactly("zmq.secure.template.send",
						"zmq.secure.listener.handle");
				assertThat(context.getBean(MeterRegistry.class).get("zmq.secure.template.send").timer().getId())
					.satisfies((id) -> assertThat(id.getDescription()).startsWith("Messages that were sent"))
					.satisfies((id) -> assertThat(id.getTag("socket")).isEqualTo("server"));
				assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting(Meter::getId)
					.filteredOn((id) -> id.getName().startsWith("zmq."))
					.isNotEmpty()
					.allSatisfy((id) -> assertThat(id.getDescription()).as(id.getName()).isNotBlank());
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void saysThatNothingIsObservedWithoutARegistry(CapturedOutput output) {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				"zmq.secure.template.observation-enabled=true", "zmq.secure.listener.observation-enabled=true");
		runner.withBean(ObservationRegistry.class, TestObservationRegistry::create)
			.run((context) -> assertThat(output).doesNotContain("nothing is observed"));
		runner.run((context) -> assertThat(output)
			.contains("'zmq.secure.template.observation-enabled' is true, but nothing is observed")
			.contains("'zmq.secure.listener.observation-enabled' is true, but nothing is observed")
			.contains("Add spring-boot-starter-actuator"));
	}

	@Test
	void observesOneSideAndTimesTheOther() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry)
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("zmq.secure.listener.observation-enabled=true")
			.run((context) -> {
				context.getBean(TemplateObservations.class).start("server", "send", null).stop();
				assertThat(context.getBean(MeterRegistry.class).get("zmq.secure.template.send").timer().count())
					.isOne();
				context.getBean(ListenerObservations.class)
					.start("server", "desk",
							() -> new ZmqListenerObservationContext("server", "desk", null, null, Map.of(), false))
					.stop();
				TestObservationRegistryAssert.assertThat(registry)
					.hasSingleObservationThat()
					.hasNameEqualTo("zmq.secure.listener.handle");
			});
	}

	@Test
	void backsOffForObservationsOfTheApplication() {
		TemplateObservations own = TemplateObservations.none();
		this.contextRunner.withBean(SimpleMeterRegistry.class)
			.withBean(TemplateObservations.class, () -> own)
			.run((context) -> assertThat(context.getBean(ZmqTemplateSettings.class).observations()).isSameAs(own));
	}

	@Test
	void hasTimersWithoutAnObservationRegistry() {
		ModelSockets.pair("pub", "sub").withBean(SimpleMeterRegistry.class).run((context) -> {
			context.getBean(ZmqTemplate.class).publish("server", "EUR", "1");
			assertThat(context.getBean(MeterRegistry.class)
				.get("zmq.secure.template.send")
				.tag("socket", "server")
				.tag("operation", "publish")
				.tag("error", "none")
				.timer()
				.count()).isOne();
		});
	}

	record Mapped(String value) {

	}

	static class ObservationKeeper implements ObservationHandler<Observation.Context> {

		private final List<String> names = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			this.names.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapper {

		@Bean
		JsonMapper jsonMapper() {
			return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		}

	}

}
