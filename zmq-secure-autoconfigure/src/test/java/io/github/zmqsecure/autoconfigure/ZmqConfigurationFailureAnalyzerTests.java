// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ZmqConfigurationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZmqConfigurationFailureAnalyzerTests {

	@Test
	void reportsPropertyValueOriginProblemAndMend(CapturedOutput output) {
		Class<?>[] sources = { YamlApplication.Properties.class, Failing.class };
		assertThatException().isThrownBy(() -> YamlApplication.run(sources, """
				zmq.secure.sockets.orders:
				  bind: [ "tcp://*:5555" ]
				""")).withRootCauseInstanceOf(ZmqConfigurationException.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: zmq.secure.sockets.orders.bind")
			.contains("Value: \"tcp://*:5555\"")
			.contains("[test.yml] - 2:11")
			.contains("Reason: The bind allow-list does not cover it.")
			.containsPattern("Action:\\R\\RAdd it to 'zmq.secure.bind-allowlist'.");
	}

	@Test
	void copesWithoutEnvironmentAndWithAnyProperty() {
		ZmqConfigurationException exception = new ZmqConfigurationException("not a name", null, "Wrong.", "Mend it.");
		FailureAnalysis analysis = new ZmqConfigurationFailureAnalyzer(null)
			.analyze(new IllegalStateException(exception));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("not a name", "Wrong.").doesNotContain("Value", "Origin");
		assertThat(analysis.getAction()).isEqualTo("Mend it.");
		assertThat(analysis.getCause()).isSameAs(exception);
	}

	@Test
	void leavesOthersAlone() {
		assertThat(new ZmqConfigurationFailureAnalyzer(null).analyze(new IllegalStateException())).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Object failing() {
			throw new ZmqConfigurationException("zmq.secure.sockets.orders.bind", "tcp://*:5555",
					"The bind allow-list does not cover it.", "Add it to 'zmq.secure.bind-allowlist'.");
		}

	}

}
