// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.concurrent.Executor;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.observation.TemplateObservations;
import io.github.zmqsecure.template.ZmqOperations;
import io.github.zmqsecure.template.ZmqTemplate;
import io.github.zmqsecure.template.ZmqTemplateSettings;
import io.github.zmqsecure.thread.GuardedThreads;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqTemplate}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class,
		afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBean(ManagedSockets.class)
@Import({ ZmqConverterConfiguration.class, ZmqObservationConfiguration.class, ZmqTimersConfiguration.class })
public final class ZmqTemplateAutoConfiguration {

	private static final String REPLY_EXECUTOR = "zmqReplyExecutor";

	ZmqTemplateAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(ZmqOperations.class)
	ZmqTemplate zmqTemplate(ManagedSockets sockets, ZmqMessageConverter converter, ZmqTemplateSettings settings,
			ObjectProvider<GuardedThreads> threads) {
		return new ZmqTemplate(sockets, converter, settings, threads.getIfAvailable(GuardedThreads::new));
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqTemplateSettings zmqTemplateSettings(ZmqSecureProperties properties,
			ObjectProvider<TemplateObservations> observations, ObjectProvider<ObservationRegistry> registries,
			@Qualifier(REPLY_EXECUTOR) Executor replies) {
		ZmqTemplateProperties template = properties.getTemplate();
		Bounds.longerThanZero("zmq.secure.template.request-timeout", template.getRequestTimeout());
		Bounds.atLeast("zmq.secure.template.max-pending-requests", template.getMaxPendingRequests(), 1);
		Bounds.atLeast("zmq.secure.template.retry.max-retries", template.getRetry().getMaxRetries(), 0);
		ObservationRequirement.check("zmq.secure.template.observation-enabled", template.isObservationEnabled(),
				registries);
		return new ZmqTemplateSettings(template.getRequestTimeout(), template.isFailFast(),
				template.getRetry().getMaxRetries(), template.getMaxPendingRequests(), replies,
				observations.getIfAvailable(TemplateObservations::none));
	}

	/**
	 * Bounded by the number of requests that wait for their replies. Not a candidate for
	 * {@code @Async} and the like.
	 */
	@Bean(name = REPLY_EXECUTOR, defaultCandidate = false)
	@ConditionalOnMissingBean(name = REPLY_EXECUTOR)
	Executor zmqReplyExecutor(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-reply-");
			executor.setVirtualThreads(true);
			return executor;
		}
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("zmq-reply-");
		executor.setCorePoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()));
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

}
