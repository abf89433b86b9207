// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a peer can make us write into the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogForgeryTests {

	private static final String FORGED = "x\n2026-01-01 00:00:00 ERROR FORGED \u001b[31m";

	@ParameterizedTest
	@ValueSource(strings = { "contentType", "tenant", "zmq_error" })
	void aHeaderForgesNoLine(String header, CapturedOutput output) {
		ModelSockets.pair("router", "dealer")
			.withPropertyValues(ModelSockets.headers())
			.withPropertyValues("zmq.secure.template.request-timeout=2s")
			.withUserConfiguration(Orders.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				await().until(() -> TestSockets.socket(context, "client").getConnections().isConnected());
				assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(() -> template.sendAndReceive("client",
						MessageBuilder.withPayload("no json").setHeader(header, FORGED).build(), String.class));
				assertNothingForged(output);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"amount\":\"x\\n2026-01-01 ERROR FORGED\"}", FORGED })
	void aPayloadForgesNoLine(String payload, CapturedOutput output) {
		ModelSockets.pair("router", "dealer").withUserConfiguration(Orders.class).run((context) -> {
			context.getBean(ZmqTemplate.class).send("client", payload);
			assertNothingForged(output);
		});
	}

	private static void assertNothingForged(CapturedOutput output) {
		await().until(() -> output.getAll().contains("could not handle"));
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("2026-01-01"))
			.noneMatch((line) -> line.contains("\u001b[31m"));
	}

	record Order(int amount) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Orders {

		@ZmqListener(socket = "server")
		void handle(@Payload Order order) {
		}

	}

}
