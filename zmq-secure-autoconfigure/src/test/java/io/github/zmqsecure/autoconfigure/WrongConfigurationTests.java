// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.autoconfigure.endpoint.ZmqEndpointAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a user reads whose configuration is wrong, and that the application
 * starts when the user does what it says. The cases are in
 * {@code src/test/resources/wrong-configurations}.
 */
@Tag("long")
@ExtendWith(OutputCaptureExtension.class)
class WrongConfigurationTests {

	static List<WrongConfiguration> configurations() throws IOException {
		return WrongConfiguration.readAll();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configurations")
	void saysWhatIsWrongAndStartsWhenMended(WrongConfiguration configuration, @TempDir Path wrong, @TempDir Path mended,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> WrongConfiguration.run(configuration.wrong(), wrong).close());
		String shown = output.getAll();
		assertThat(WrongConfiguration.messageIn(shown, wrong)).isEqualTo(configuration.message());
		assertThat(shown).doesNotContain("\tat ", "Caused by:");
		WrongConfiguration.SECRETS.forEach((secret) -> assertThat(shown).doesNotContain(secret));
		try (ConfigurableApplicationContext context = WrongConfiguration.run(configuration.mended(), mended)) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void areManyAndNoneIsThereTwice() throws IOException {
		assertThat(configurations()).hasSizeGreaterThanOrEqualTo(130)
			.extracting(WrongConfiguration::name)
			.doesNotHaveDuplicates();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class,
			ZmqEndpointAutoConfiguration.class })
	static class Application {

	}

	static class ListensToPrices {

		@ZmqListener(socket = "prices")
		void take(String message) {
		}

	}

	static class AlsoListensToOrders {

		@ZmqListener(socket = "orders")
		void takeToo(String message) {
		}

	}

	static class ListensToOrders {

		@ZmqListener(socket = "orders")
		void take(String message) {
		}

	}

}
