// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.support.EntangledFailures;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UnreadableException;
import io.github.zmqsecure.template.ErrorReplyException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for listeners whose application throws anything from anywhere.
 */
class FailureInjectionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	static Stream<Arguments> typesPlacesAndConcurrencies() {
		return Stream.of(Place.values())
			.flatMap((place) -> Stream.concat(
					Stream.of(0, 1, 2).map((concurrency) -> Arguments.of("router", place, concurrency)),
					Stream.of(Arguments.of("rep", place, 1))));
	}

	@ParameterizedTest
	@MethodSource("typesPlacesAndConcurrencies")
	void goesOnAndCountsOnceWhateverIsThrown(String type, Place place, int concurrency) {
		ModelSockets.pair(type, "dealer")
			.withPropertyValues(ModelSockets.headers())
			.withPropertyValues("zmq.secure.listener.concurrency=" + concurrency)
			.withUserConfiguration(Saboteur.class)
			.run((context) -> {
				Saboteur saboteur = context.getBean(Saboteur.class);
				for (Fault fault : Fault.values()) {
					saboteur.place = place;
					saboteur.fault = fault;
					strike(context, saboteur, place, fault);
				}
			});
	}

	private static void strike(AssertableApplicationContext context, Saboteur saboteur, Place place, Fault fault) {
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		ManagedSocket server = TestSockets.socket(context, "server");
		long droppedBefore = dropped(server);
		int struckBefore = saboteur.struck.get();
		CompletableFuture<String> bad = template.requestAsync("client", place.needsFailure() ? "fail" : "bad",
				String.class, PATIENCE);
		await().until(bad::isDone);
		await().untilAsserted(
				() -> assertThat(saboteur.struck).as("%s %s", place, fault).hasValueGreaterThan(struckBefore));
		boolean counted = place.needsFailure() || (fault.isThrown() && !place.isHarmless());
		await().untilAsserted(() -> assertThat(ids(context)).isNotEmpty().allMatch((status) -> status.active() == 0));
		assertThat(dropped(server) - droppedBefore).as("%s %s", place, fault).isEqualTo(counted ? 1 : 0);
		if (counted) {
			assertThat(bad).isCompletedExceptionally();
			assertThat(bad.handle((value, failure) -> failure).join()).isInstanceOf(ErrorReplyException.class);
		}
		else {
			assertThat(bad.join()).isEqualTo("bad!");
		}
		saboteur.fault = null;
		assertThat(template.sendAndReceive("client", "good", String.class, PATIENCE)).isEqualTo("good!");
		assertThat(ids(context)).singleElement()
			.satisfies((status) -> assertThat(status.workers()).isEqualTo(status.concurrency()));
	}

	private static List<ListenerStatus> ids(AssertableApplicationContext context) {
		return context.getBean(ListenerSockets.class).getStatuses();
	}

	private static long dropped(ManagedSocket socket) {
		return Stream.of(DropReason.values()).mapToLong(socket.getStatistics()::getDropped).sum();
	}

	/**
	 * Where it fails.
	 */
	enum Place {

		HANDLER, ERROR_HANDLER, DEAD_LETTER_HANDLER, OBSERVATION_START, OBSERVATION_SCOPE, OBSERVATION_STOP, READING,
		WRITING, ARGUMENT_RESOLVER, RETRY_POLICY, BACK_OFF;

		/** Whether it is reached only after a failure of the handler. */
		boolean needsFailure() {
			return this == ERROR_HANDLER || this == DEAD_LETTER_HANDLER || this == RETRY_POLICY || this == BACK_OFF;
		}

		boolean isHarmless() {
			return name().startsWith("OBSERVATION");
		}

	}

	/**
	 * How it fails.
	 */
	enum Fault {

		RUNTIME, CHECKED, ERROR, DEEP, NO_MEMORY, UNREADABLE, ENTANGLED, SLOW, INTERRUPTED;

		boolean isThrown() {
			return this != SLOW && this != INTERRUPTED;
		}

		void strike() {
			switch (this) {
				case RUNTIME -> throw new IllegalStateException("runtime");
				case CHECKED -> sneaky(new IOException("checked, as Kotlin throws"));
				case ERROR -> throw new AssertionError("error");
				case DEEP -> deep(0);
				case NO_MEMORY -> throw new OutOfMemoryError("no memory");
				case UNREADABLE -> throw new UnreadableException();
				case ENTANGLED -> throw EntangledFailures.ofManyAttempts();
				case SLOW -> linger();
				case INTERRUPTED -> Thread.currentThread().interrupt();
			}
		}

		private static int deep(int depth) {
			return (depth >= 0) ? deep(depth + 1) + 1 : 0;
		}

		private static void linger() {
			try {
				assertThat(new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)).isFalse();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> void sneaky(Throwable throwable) throws T {
			throw (T) throwable;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Saboteur {

		private final AtomicInteger struck = new AtomicInteger();

		private volatile @Nullable Place place;

		private volatile @Nullable Fault fault;

		private void at(Place place) {
			Fault fault = this.fault;
			if (fault != null && place == this.place) {
				this.struck.incrementAndGet();
				fault.strike();
			}
		}

		@ZmqListener(socket = "server")
		String handle(String message, Thread anything) {
			at(Place.HANDLER);
			if (message.equals("fail")) {
				throw new IllegalArgumentException("as asked");
			}
			return message + "!";
		}

		@Bean
		ZmqListenerErrorHandler errorHandler() {
			return (message, failure) -> {
				at(Place.ERROR_HANDLER);
				throw failure;
			};
		}

		@Bean
		DeadLetterHandler deadLetterHandler() {
			return (socket, message, failure) -> at(Place.DEAD_LETTER_HANDLER);
		}

		@Bean
		HandlerMethodArgumentResolver anything() {
			return new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == Thread.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, Message<?> message) {
					at(Place.ARGUMENT_RESOLVER);
					return Thread.currentThread();
				}

			};
		}

		@Bean
		@Order(1)
		MessageConverter converter() {
			return new MessageConverter() {

				@Override
				public @Nullable Object fromMessage(Message<?> message, Class<?> target) {
					Object text = message.getPayload();
					if (!(text instanceof byte[] bytes) || !new String(bytes, StandardCharsets.UTF_8).endsWith("!")) {
						at(Place.READING);
					}
					return null;
				}

				@Override
				public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
					if (payload.toString().endsWith("!")) {
						at(Place.WRITING);
					}
					return null;
				}

			};
		}

		@Bean
		ListenerObservations observations() {
			return (socket, id, context) -> {
				at(Place.OBSERVATION_START);
				return new ObservedMessage() {

					@Override
					public Scope openScope() {
						at(Place.OBSERVATION_SCOPE);
						return () -> at(Place.OBSERVATION_SCOPE);
					}

					@Override
					public void error(Throwable error) {
						at(Place.OBSERVATION_STOP);
					}

					@Override
					public void stop() {
						at(Place.OBSERVATION_STOP);
					}

				};
			};
		}

		private RetryPolicy retryPolicy() {
			return new RetryPolicy() {

				@Override
				public boolean shouldRetry(Throwable failure) {
					at(Place.RETRY_POLICY);
					return true;
				}

				@Override
				public BackOff getBackOff() {
					AtomicInteger calls = new AtomicInteger();
					return () -> () -> {
						at(Place.BACK_OFF);
						return (calls.incrementAndGet() > 1) ? BackOffExecution.STOP : 5;
					};
				}

			};
		}

		@Bean
		ZmqListenerSettings settings(Environment environment, ZmqListenerErrorHandler errorHandler,
				DeadLetterHandler deadLetterHandler, ListenerObservations observations) {
			return new ZmqListenerSettings(
					environment.getRequiredProperty("zmq.secure.listener.concurrency", int.class), 10, PATIENCE, null,
					false, retryPolicy(), errorHandler, List.of(deadLetterHandler), observations);
		}

	}

}
