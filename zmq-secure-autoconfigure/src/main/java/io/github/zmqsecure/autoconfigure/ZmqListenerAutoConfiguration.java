// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import io.github.zmqsecure.annotation.ZmqHandlerMethodFactory;
import io.github.zmqsecure.annotation.ZmqListenerAnnotationBeanPostProcessor;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.listener.DeadLetterHandler;
import io.github.zmqsecure.listener.DefaultZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import io.github.zmqsecure.listener.ZmqListenerErrorHandler;
import io.github.zmqsecure.listener.ZmqListenerSettings;
import io.github.zmqsecure.listener.ZmqSubscriptionPublisher;
import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.thread.GuardedThreads;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link io.github.zmqsecure.annotation.ZmqListener @ZmqListener} methods.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqTemplateAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnBean({ ManagedSockets.class, ZmqMessageConverter.class })
public final class ZmqListenerAutoConfiguration {

	ZmqListenerAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	static ZmqListenerAnnotationBeanPostProcessor zmqListenerAnnotationBeanPostProcessor() {
		return new ZmqListenerAnnotationBeanPostProcessor();
	}

	@Bean
	static LazyInitializationExcludeFilter zmqListenerLazyInitializationExcludeFilter() {
		return new ZmqListenerLazyInitializationExcludeFilter();
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqListenerEndpointRegistry zmqListenerEndpointRegistry() {
		return new ZmqListenerEndpointRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerSockets zmqListenerSockets(ObjectProvider<GuardedThreads> threads) {
		return new ListenerSockets(threads.getIfAvailable(GuardedThreads::new));
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqHandlerMethodFactory zmqHandlerMethodFactory(ZmqMessageConverter converter, ObjectProvider<Validator> validator,
			ObjectProvider<HandlerMethodArgumentResolver> resolvers) {
		return new ZmqHandlerMethodFactory(converter, validator.getIfUnique(), resolvers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqListenerSettings zmqListenerSettings(ZmqSecureProperties properties, Environment environment,
			ObjectProvider<ListenerObservations> observations, ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<ZmqListenerErrorHandler> errorHandler,
			ObjectProvider<DeadLetterHandler> deadLetterHandlers) {
		ZmqListenerProperties listener = properties.getListener();
		check(listener);
		ObservationRequirement.check("zmq.secure.listener.observation-enabled", listener.isObservationEnabled(),
				registries);
		return new ZmqListenerSettings(listener.getConcurrency(), listener.getQueueCapacity(),
				listener.getShutdownTimeout(), listener.getHandlerTimeout(), Threading.VIRTUAL.isActive(environment),
				retryPolicy(listener.getRetry()), errorHandler.getIfUnique(),
				deadLetterHandlers.orderedStream().toList(), observations.getIfAvailable(ListenerObservations::none));
	}

	private static void check(ZmqListenerProperties listener) {
		Bounds.atLeast("zmq.secure.listener.concurrency", listener.getConcurrency(), 0);
		Bounds.atLeast("zmq.secure.listener.queue-capacity", listener.getQueueCapacity(), 1);
		Bounds.longerThanZero("zmq.secure.listener.shutdown-timeout", listener.getShutdownTimeout());
		Duration handlerTimeout = listener.getHandlerTimeout();
		if (handlerTimeout != null) {
			Bounds.longerThanZero("zmq.secure.listener.handler-timeout", handlerTimeout);
		}
		ZmqListenerProperties.Retry retry = listener.getRetry();
		Bounds.atLeast("zmq.secure.listener.retry.max-retries", retry.getMaxRetries(), 0);
		Bounds.longerThanZero("zmq.secure.listener.retry.initial-interval", retry.getInitialInterval());
		Bounds.longerThanZero("zmq.secure.listener.retry.max-interval", retry.getMaxInterval());
		Bounds.atLeast("zmq.secure.listener.retry.multiplier", retry.getMultiplier(), 1);
	}

	private static @Nullable RetryPolicy retryPolicy(ZmqListenerProperties.Retry retry) {
		if (retry.getMaxRetries() == 0) {
			return null;
		}
		return RetryPolicy.builder()
			.maxRetries(retry.getMaxRetries())
			.delay(retry.getInitialInterval())
			.multiplier(retry.getMultiplier())
			.maxDelay(retry.getMaxInterval())
			.build();
	}

	@Bean
	@ConditionalOnMissingBean(name = ZmqListenerAnnotationBeanPostProcessor.DEFAULT_CONTAINER_FACTORY)
	ZmqListenerContainerFactory zmqListenerContainerFactory(ManagedSockets sockets, ListenerSockets listenerSockets,
			ZmqMessageConverter converter, ZmqHandlerMethodFactory methods, ZmqListenerSettings settings) {
		return new DefaultZmqListenerContainerFactory(sockets, listenerSockets, converter, methods, settings);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqSubscriptionPublisher zmqSubscriptionPublisher(ManagedSockets sockets, ApplicationEventPublisher events) {
		return new ZmqSubscriptionPublisher(sockets, events);
	}

}
