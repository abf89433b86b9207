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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds where to observe: the application's registry, or timers in its meter registry if
 * it has only that.
 */
@Configuration(proxyBeanMethods = false)
class ZmqObservationConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class WithMeters {

		@Bean
		@ConditionalOnMissingBean
		ZmqObservationRegistry zmqObservationRegistry(ObjectProvider<ObservationRegistry> observations,
				ObjectProvider<MeterRegistry> meters) {
			return new ZmqObservationRegistry(observations.getIfAvailable(() -> {
				MeterRegistry registry = meters.getIfAvailable();
				return (registry != null) ? timersIn(registry) : ObservationRegistry.NOOP;
			}));
		}

		private static ObservationRegistry timersIn(MeterRegistry meters) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
			return registry;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.micrometer.core.instrument.MeterRegistry")
	static class WithoutMeters {

		@Bean
		@ConditionalOnMissingBean
		ZmqObservationRegistry zmqObservationRegistry(ObjectProvider<ObservationRegistry> observations) {
			return new ZmqObservationRegistry(observations.getIfAvailable(() -> ObservationRegistry.NOOP));
		}

	}

}
