// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.TemplateObservations;
import io.github.zmqsecure.observation.ZmqListenerObservationConvention;
import io.github.zmqsecure.observation.ZmqTemplateObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Observes in the application's registry of observations where the properties say so.
 * Comes before {@link ZmqTimersConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(ObservationRegistry.class)
class ZmqObservationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("zmq.secure.template.observation-enabled")
	TemplateObservations zmqTemplateObservations(ObservationRegistry registry,
			ObjectProvider<ZmqTemplateObservationConvention> convention) {
		return TemplateObservations.in(registry, convention.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSwitch("zmq.secure.listener.observation-enabled")
	ListenerObservations zmqListenerObservations(ObservationRegistry registry,
			ObjectProvider<ZmqListenerObservationConvention> convention) {
		return ListenerObservations.in(registry, convention.getIfAvailable());
	}

}
