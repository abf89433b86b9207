// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
