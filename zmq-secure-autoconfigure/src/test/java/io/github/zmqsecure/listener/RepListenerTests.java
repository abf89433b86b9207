// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners on REP sockets whose replies can't be sent: the REP goes on.
 */
class RepListenerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int LARGE = 200_000;

	static Stream<Arguments> listeners() {
		return Stream.of(Value.class, Later.class, Function.class, ByItself.class, AfterAnError.class)
			.flatMap((listener) -> Stream.of("block", "fail", "drop-newest")
				.flatMap((overflow) -> Stream.of(0, 1)
					.map((concurrency) -> Arguments.of(listener, overflow, concurrency))));
	}

	@ParameterizedTest
	@MethodSource("listeners")
	void giveAnEmptyReplyWhereThereIsNoRoom(Class<?> listener, String overflow, int concurrency) {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues(ModelSockets.headers((listener == ByItself.class) ? "false" : "auto"))
			.withPropertyValues("zmq.secure.sockets.server.overflow=" + overflow,
					"zmq.secure.sockets.server.options.snd-timeo=100ms",
					"zmq.secure.listener.concurrency=" + concurrency)
			.withUserConfiguration(listener)
			.run((context) -> {
				ByteAccount queued = context.getBean(MemoryBudget.class).getAccount(MemoryBudget.Stage.QUEUED);
				long bytes = queued.getLimit();
				queued.take(bytes);
				assertThat(ask(context, "large")).isEmpty();
				assertThat(ask(context, "small")).hasSize(10);
				assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.QUEUE_FULL))
					.isOne();
				queued.release(bytes);
				assertThat(ask(context, "large")).hasSize(LARGE);
			});
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void giveAnEmptyReplyInPlaceOfOneOfTooManyFrames(int concurrency) {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues(ModelSockets.headers("false"))
			.withPropertyValues("zmq.secure.sockets.server.options.max-frames=10",
					"zmq.secure.listener.concurrency=" + concurrency)
			.withUserConfiguration(ManyFrames.class)
			.run((context) -> {
				assertThat(ask(context, "many")).isEmpty();
				assertThat(ask(context, "few")).isEmpty();
				assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.TOO_LARGE))
					.isOne();
			});
	}

	@Test
	void tellOfAReplyOfTooManyFramesWhereHeadersAreUnderstood() {
		ModelSockets.pair("rep", "dealer")
			.withPropertyValues(ModelSockets.headers())
			.withPropertyValues("zmq.secure.sockets.server.options.max-frames=10")
			.withUserConfiguration(ManyFrames.class)
			.run((context) -> {
				assertThatExceptionOfType(ErrorReplyException.class).isThrownBy(() -> ask(context, "many"))
					.withMessageContaining("too_large");
				assertThat(ask(context, "few")).isEmpty();
			});
	}

	private static byte[] ask(ApplicationContext context, String request) {
		return context.getBean(ZmqTemplate.class).sendAndReceive("client", request, byte[].class, PATIENCE);
	}

	private static byte[] replyTo(String request) {
		return new byte[(request.equals("large")) ? LARGE : 10];
	}

	@Configuration(proxyBeanMethods = false)
	static class Value {

		@ZmqListener(socket = "server")
		byte[] handle(String request) {
			return replyTo(request);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		@ZmqListener(socket = "server")
		CompletableFuture<byte[]> handle(String request) {
			return CompletableFuture.supplyAsync(() -> replyTo(request));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Function {

		@Bean
		ZmqListenerContainer container(ZmqListenerContainerFactory factory) {
			return factory.createContainer(ZmqListenerEndpoint.of("function", "server", this::handle));
		}

		@Nullable ZmqMessage handle(ZmqMessage request) {
			return ZmqMessage.of(replyTo(request.text(-1)));
		}

	}

	/** Replies itself, rather than by what it returns. */
	@Configuration(proxyBeanMethods = false)
	static class ByItself {

		private final ObjectProvider<ManagedSockets> sockets;

		ByItself(ObjectProvider<ManagedSockets> sockets) {
			this.sockets = sockets;
		}

		@ZmqListener(socket = "server")
		void handle(ZmqMessage request) {
			this.sockets.getObject().get("server").reply(request, ZmqMessage.of(replyTo(request.text(-1))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AfterAnError {

		@ZmqListener(socket = "server")
		void handle(String request) {
			throw new StackOverflowError("injected by the test");
		}

		@Bean
		ZmqListenerErrorHandler errorHandler() {
			return (request, failure) -> replyTo(request.text(-1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ManyFrames {

		@ZmqListener(socket = "server")
		byte[][] handle(String request) {
			byte[][] frames = new byte[(request.equals("many")) ? 1000 : 1][];
			for (int i = 0; i < frames.length; i++) {
				frames[i] = new byte[0];
			}
			return frames;
		}

	}

}
