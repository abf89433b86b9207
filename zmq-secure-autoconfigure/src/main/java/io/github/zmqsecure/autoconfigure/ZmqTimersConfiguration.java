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
