// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.metrics.ZmqTemplateMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for applications whose tests put a mock in the place of {@link ZmqOperations}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "zmq.secure.keys.own.ephemeral=true", "zmq.secure.sockets.client.type=dealer",
				"zmq.secure.sockets.client.connect=tcp://127.0.0.1:9", "zmq.secure.sockets.client.server=own" })
class MockedOperationsTests {

	@MockitoBean
	private ZmqOperations operations;

	@Test
	void theContextStartsWithAMock(@Autowired ZmqOperations injected, @Autowired ZmqTemplateMetrics metrics,
			@Autowired MeterRegistry meters) {
		given(this.operations.sendAndReceive("client", "hi", String.class)).willReturn("hello");
		assertThat(injected.sendAndReceive("client", "hi", String.class)).isEqualTo("hello");
		assertThat(metrics).isNotNull();
		assertThat(meters.find("zmq.secure.requests.pending").gauges()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class, ZmqMetricsAutoConfiguration.class,
			ZmqHealthContributorAutoConfiguration.class, MetricsAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class })
	static class Application {

	}

}
