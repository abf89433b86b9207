// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.annotation.ZmqHandlerMethodFactory;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.annotation.ZmqListenerAnnotationBeanPostProcessor;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.listener.DeadLetterHandler;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import io.github.zmqsecure.listener.ZmqListenerErrorHandler;
import io.github.zmqsecure.listener.ZmqListenerSettings;
import io.github.zmqsecure.listener.ZmqSubscriptionPublisher;
import io.github.zmqsecure.support.ModelSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqListenerAutoConfiguration}.
 */
class ZmqListenerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = ModelSockets.runner();

	@Test
	void providesItsBeansWithTheirDefaults() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ZmqListenerAnnotationBeanPostProcessor.class)
				.hasSingleBean(ZmqListenerEndpointRegistry.class)
				.hasSingleBean(ZmqListenerContainerFactory.class)
				.hasSingleBean(ZmqHandlerMethodFactory.class)
				.hasSingleBean(ListenerSockets.class)
				.hasSingleBean(ZmqSubscriptionPublisher.class);
			ZmqListenerSettings settings = context.getBean(ZmqListenerSettings.class);
			assertThat(settings).usingRecursiveComparison().isEqualTo(ZmqListenerSettings.defaults());
		});
	}

	@Test
	void takesItsSettingsFromTheProperties() {
		this.contextRunner
			.withPropertyValues("zmq.secure.listener.concurrency=3", "zmq.secure.listener.queue-capacity=7",
					"zmq.secure.listener.shutdown-timeout=1s", "zmq.secure.listener.retry.max-retries=2",
					"zmq.secure.listener.retry.initial-interval=5ms")
			.run((context) -> {
				ZmqListenerSettings settings = context.getBean(ZmqListenerSettings.class);
				assertThat(settings.concurrency()).isEqualTo(3);
				assertThat(settings.queueCapacity()).isEqualTo(7);
				assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(settings.retryPolicy()).isNotNull();
				assertThat(settings.retryPolicy().getBackOff().start().nextBackOff()).isEqualTo(5);
			});
	}

	@Test
	void picksUpStrategiesOfTheApplication() {
		ZmqListenerErrorHandler errorHandler = (message, failure) -> null;
		DeadLetterHandler first = (socket, message, failure) -> {
		};
		this.contextRunner.withBean(ZmqListenerErrorHandler.class, () -> errorHandler)
			.withBean(DeadLetterHandler.class, () -> first)
			.run((context) -> {
				ZmqListenerSettings settings = context.getBean(ZmqListenerSettings.class);
				assertThat(settings.errorHandler()).isSameAs(errorHandler);
				assertThat(settings.deadLetterHandlers()).containsExactly(first);
			});
	}

	@Test
	void backsOffForEachBeanOfTheApplication() {
		ZmqListenerSettings settings = ZmqListenerSettings.defaults();
		ListenerSockets sockets = new ListenerSockets();
		ZmqListenerEndpointRegistry registry = new ZmqListenerEndpointRegistry();
		ZmqSubscriptionPublisher publisher = mock();
		ZmqHandlerMethodFactory methods = new ZmqHandlerMethodFactory(new ZmqMessageConverter(List.of(), null), null,
				List.of());
		this.contextRunner.withBean("own1", ZmqListenerSettings.class, () -> settings)
			.withBean("own2", ListenerSockets.class, () -> sockets)
			.withBean("own3", ZmqListenerEndpointRegistry.class, () -> registry)
			.withBean("own4", ZmqSubscriptionPublisher.class, () -> publisher)
			.withBean("own5", ZmqHandlerMethodFactory.class, () -> methods)
			.withBean("own6", ZmqListenerAnnotationBeanPostProcessor.class)
			.run((context) -> {
				assertThat(context.getBean(ZmqListenerSettings.class)).isSameAs(settings);
				assertThat(context.getBean(ListenerSockets.class)).isSameAs(sockets);
				assertThat(context.getBean(ZmqListenerEndpointRegistry.class)).isSameAs(registry);
				assertThat(context.getBean(ZmqSubscriptionPublisher.class)).isSameAs(publisher);
				assertThat(context.getBean(ZmqHandlerMethodFactory.class)).isSameAs(methods);
				assertThat(context).hasSingleBean(ZmqListenerAnnotationBeanPostProcessor.class);
			});
	}

	@Test
	void backsOffForAContainerFactoryOfTheSameName() {
		ZmqListenerContainer container = mock();
		ZmqListenerContainerFactory own = mock();
		given(own.createContainer(any())).willReturn(container);
		this.contextRunner.withBean("zmqListenerContainerFactory", ZmqListenerContainerFactory.class, () -> own)
			.withUserConfiguration(Listening.class)
			.run((context) -> {
				assertThat(context.getBean(ZmqListenerContainerFactory.class)).isSameAs(own);
				assertThat(context.getBean(ZmqListenerEndpointRegistry.class).getContainer("own")).isSameAs(container);
			});
	}

	@Test
	void isAbsentWhenTheSocketsAre() {
		this.contextRunner.withPropertyValues("zmq.secure.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqListenerEndpointRegistry.class)
				.doesNotHaveBean(ZmqListenerAnnotationBeanPostProcessor.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void usesVirtualThreadsWhereTheApplicationDoes() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean(ZmqListenerSettings.class).virtualThreads()).isTrue());
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@ZmqListener(id = "own", socket = "whatever")
		void handle(String message) {
		}

	}

}
