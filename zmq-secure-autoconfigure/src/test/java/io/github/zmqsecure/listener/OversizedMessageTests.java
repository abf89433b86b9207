// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.MessageTooLargeException;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for requests and replies that are too large: nothing else on their connection
 * fails.
 */
class OversizedMessageTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@ParameterizedTest
	@ValueSource(strings = { "router", "rep" })
	void tellTheirRequesterAndNobodyElse(String type) {
		runner(type).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			List<CompletableFuture<byte[]>> small = IntStream.range(0, 5)
				.mapToObj((i) -> template.requestAsync("client", "small", byte[].class, TIMEOUT))
				.toList();
			CompletableFuture<byte[]> big = template.requestAsync("client", "big", byte[].class, TIMEOUT);
			assertThat(big).failsWithin(TIMEOUT)
				.withThrowableThat()
				.withCauseInstanceOf(ErrorReplyException.class)
				.withMessageContaining("too_large");
			assertThatExceptionOfType(MessageTooLargeException.class)
				.isThrownBy(() -> template.sendAndReceive("client", new byte[2_000_000], byte[].class));
			assertThat(small).allSatisfy((reply) -> assertThat(reply).succeedsWithin(TIMEOUT));
			assertThat(template.sendAndReceive("client", "small", byte[].class)).hasSize(10);
			ManagedSocket server = TestSockets.socket(context, "server");
			assertThat(server.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.TOO_LARGE)).isOne();
			assertThat(server.getConnections().getStatistics().getSucceeded()).isOne();
		});
	}

	@Test
	void releaseTheClientOfARepWithoutHeaders() {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues(ModelSockets.headers("false"))
			.withUserConfiguration(Desk.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.sendAndReceive("client", "big", byte[].class)).isEmpty();
				assertThat(template.sendAndReceive("client", "small", byte[].class)).hasSize(10);
			});
	}

	@Test
	void areNamedToTheClientOfARep() {
		ModelSockets.pair("rep", "dealer").withUserConfiguration(Desk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "big", byte[].class))
				.withMessageContaining("too_large");
			assertThat(template.sendAndReceive("client", "small", byte[].class)).hasSize(10);
		});
	}

	private static ApplicationContextRunner runner(String type) {
		return ModelSockets.pair(type, "dealer")
			.withPropertyValues(ModelSockets.headers())
			.withUserConfiguration(Desk.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Desk {

		@ZmqListener(socket = "server", concurrency = "8")
		CompletableFuture<byte[]> handle(String request) {
			boolean big = request.equals("big");
			return CompletableFuture.supplyAsync(() -> new byte[(big) ? 2_000_000 : 10],
					CompletableFuture.delayedExecutor((big) ? 50 : 200, TimeUnit.MILLISECONDS));
		}

	}

}
