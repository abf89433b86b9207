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

package io.github.zmqsecure.autoconfigure.health;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqHealthProperties}.
 */
class ZmqHealthPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Properties.class);

	@Test
	void defaultsToTenSeconds() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(ZmqHealthProperties.class).getQueueFullFor()).hasSeconds(10));
	}

	@Test
	void bindsQueueFullFor() {
		this.contextRunner
			.withPropertyValues("management.health.zmq.queue-full-for=1m", "management.health.zmq.enabled=true")
			.run((context) -> assertThat(context.getBean(ZmqHealthProperties.class).getQueueFullFor()).hasMinutes(1));
	}

	@Test
	void requiresNoConnectionAsShipped() {
		this.contextRunner.run((context) -> {
			ZmqHealthProperties properties = context.getBean(ZmqHealthProperties.class);
			assertThat(properties.getRequireConnection()).isEmpty();
			assertThat(properties.getAbsentFor()).hasSeconds(10);
			assertThat(properties.getAbsentStatus()).isEqualTo(ZmqHealthProperties.AbsentStatus.DOWN);
		});
	}

	@Test
	void bindsRequirements() {
		this.contextRunner
			.withPropertyValues("management.health.zmq.require-connection=orders-client,prices",
					"management.health.zmq.absent-for=1m", "management.health.zmq.absent-status=out-of-service")
			.run((context) -> {
				ZmqHealthProperties properties = context.getBean(ZmqHealthProperties.class);
				assertThat(properties.getRequireConnection()).containsExactly("orders-client", "prices");
				assertThat(properties.getAbsentFor()).hasMinutes(1);
				assertThat(properties.getAbsentStatus()).isEqualTo(ZmqHealthProperties.AbsentStatus.OUT_OF_SERVICE);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ZmqHealthProperties.class)
	static class Properties {

	}

}
