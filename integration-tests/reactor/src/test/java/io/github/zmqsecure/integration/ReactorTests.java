// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for listeners that return the types of Reactor.
 */
class ReactorTests {

	@Test
	void aMonoIsAnsweredWithItsValue() throws IOException {
		try (ConfigurableApplicationContext desk = run(OrderDesk.class)) {
			ZmqOperations template = desk.getBean(ZmqOperations.class);
			assertThat(template.sendAndReceive("client", "7 EUR", String.class)).isEqualTo("receipt for 7 EUR");
			assertThat(template.sendAndReceive("client", "", byte[].class)).isEmpty();
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "wrong", String.class));
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aFluxIsRefusedAtStartUp(CapturedOutput output) {
		assertThatThrownBy(() -> run(Streaming.class)).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@ZmqListener method 'handle'")
			.contains("it returns a Flux, and a message has one answer")
			.contains("Return the value itself, a CompletableFuture or, with Reactor, a Mono");
	}

	private static ConfigurableApplicationContext run(Class<?> application) throws IOException {
		int port = Ports.free();
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("zmq.secure.template.request-timeout=60s", "zmq.secure.keys.desk.ephemeral=true",
					"zmq.secure.keys.gateway.ephemeral=true", "zmq.secure.sockets.orders.type=router",
					"zmq.secure.sockets.orders.bind=tcp://127.0.0.1:" + port, "zmq.secure.sockets.orders.key=desk",
					"zmq.secure.sockets.orders.clients=gateway", "zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.client.key=gateway", "zmq.secure.sockets.client.server=desk")
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Streaming {

		@ZmqListener(socket = "orders")
		Flux<String> handle(String order) {
			return Flux.just("one", "two");
		}

	}

}
