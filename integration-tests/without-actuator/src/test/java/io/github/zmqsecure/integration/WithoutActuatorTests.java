// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.support.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that has neither Actuator nor Micrometer.
 */
@SpringBootTest(properties = { "zmq.secure.keys.feed.ephemeral=true", "zmq.secure.keys.reader.ephemeral=true",
		"zmq.secure.sockets.out.type=push", "zmq.secure.sockets.out.bind=tcp://127.0.0.1:${feed.port}",
		"zmq.secure.sockets.out.key=feed", "zmq.secure.sockets.out.clients=reader", "zmq.secure.sockets.in.type=pull",
		"zmq.secure.sockets.in.connect=tcp://127.0.0.1:${feed.port}", "zmq.secure.sockets.in.key=reader",
		"zmq.secure.sockets.in.server=feed" })
class WithoutActuatorTests {

	@DynamicPropertySource
	static void ports(DynamicPropertyRegistry registry) {
		int port = Ports.free();
		registry.add("feed.port", () -> port);
	}

	@Autowired
	private ApplicationContext context;

	@Autowired
	private ManagedSockets sockets;

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core.instrument.MeterRegistry",
			"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.HealthIndicator" })
	void hasNoneOfItOnItsClassPath(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

	@Test
	void exchangesMessagesAllTheSame() throws InterruptedException {
		LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
		this.sockets.get("in").setHandler((message) -> received.add(message.text(0)));
		this.sockets.get("out").send("hello");
		assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo("hello");
	}

	@Test
	void hasNoneOfItsBeans() {
		assertThat(this.context.getBeanDefinitionNames()).doesNotContain("zmqHealthContributor", "zmqMetrics",
				"zmqEndpoint");
	}

}
