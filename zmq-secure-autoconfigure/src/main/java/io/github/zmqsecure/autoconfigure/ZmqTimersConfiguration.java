// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.MessageTimers;
import io.github.zmqsecure.observation.TemplateObservations;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Times what is not observed, where there is a meter registry.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
class ZmqTimersConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MessageTimers zmqMessageTimers(MeterRegistry registry) {
		return new MessageTimers(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	TemplateObservations zmqTemplateTimers(MessageTimers timers) {
		return timers.forTemplate();
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerObservations zmqListenerTimers(MessageTimers timers) {
		return timers.forListeners();
	}

}
