/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
