// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqListenerAnnotationBeanPostProcessor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZmqListenerAnnotationBeanPostProcessorTests {

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer");

	@Test
	void listensInAnApplicationThatInitializesLazily() {
		this.orders
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Echo.class)
			.run((context) -> assertThat(ask(context.getBean(ZmqTemplate.class), "x")).isEqualTo("x"));
	}

	@Test
	void aScopedBeanListensThroughItsProxyAndIsRefreshed() {
		this.orders.withUserConfiguration(Refreshed.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThat(ask(template, "a")).isEqualTo("a from 1");
			context.getBean(RefreshScope.class).instances.clear();
			assertThat(ask(template, "b")).isEqualTo("b from 2");
			assertThat(context.getBean(ZmqListenerEndpointRegistry.class).getContainers()).hasSize(1);
		});
	}

	@Test
	void refusesAPrototype() {
		this.orders.withUserConfiguration(Prototype.class)
			.run((context) -> assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> context.getBean(Echo.class))
				.withMessageContaining("is a prototype")
				.withMessageContaining("Make it a singleton"));
	}

	@Test
	void aListenerCanBeUnregisteredAndItsSocketTakenByAnother() {
		this.orders.withUserConfiguration(Echo.class).run((context) -> {
			ZmqListenerEndpointRegistry registry = context.getBean(ZmqListenerEndpointRegistry.class);
			ZmqListenerContainer container = registry.getContainer("echo");
			assertThat(registry.unregister("echo")).isTrue();
			assertThat(registry.unregister("echo")).isFalse();
			assertThat(container.isRunning()).isFalse();
			context.getSourceApplicationContext().getAutowireCapableBeanFactory().initializeBean(new Echo(), "another");
			assertThat(registry.getContainer("echo").isRunning()).isTrue();
			assertThat(ask(context.getBean(ZmqTemplate.class), "x")).isEqualTo("x");
		});
	}

	@Test
	void theListenersOfABeanEndWithIt() {
		this.orders.withUserConfiguration(Echo.class).run((context) -> {
			ZmqListenerEndpointRegistry registry = context.getBean(ZmqListenerEndpointRegistry.class);
			String name = context.getBeanNamesForType(Echo.class)[0];
			((DefaultListableBeanFactory) context.getSourceApplicationContext().getBeanFactory())
				.destroySingleton(name);
			assertThat(registry.getContainer("echo")).isNull();
		});
	}

	static Stream<Arguments> refusals() {
		return Stream.of(Arguments.of("router", "dealer", TwoListeners.class, "'one'", "has a listener already"),
				Arguments.of("push", "pull", Echo.class, "handle", "which only sends"),
				Arguments.of("pub", "sub", Echo.class, "handle", "which only sends"),
				Arguments.of("pull", "push", Echo.class, "handle", "Make it void"),
				Arguments.of("router", "dealer", TwoPayloads.class, "handle", "would all get the payload"),
				Arguments.of("sub", "pub", NumericTopic.class, "handle", "Make it a String or a byte[]"),
				Arguments.of("router", "dealer", ReturnsFuture.class, "handle", "returns a Future"),
				Arguments.of("router", "dealer", ReturnsCallable.class, "handle", "returns a Callable"),
				Arguments.of("router", "dealer", ReturnsStream.class, "handle", "a message has one answer"),
				Arguments.of("router", "dealer", TopicOfNone.class, "handle", "whose messages have none"),
				Arguments.of("router", "dealer", UnknownHandler.class, "handle",
						"no bean 'nobody', which 'errorHandler' of @ZmqListener names"),
				Arguments.of("router", "dealer", UnknownFactory.class, "handle", "no bean 'nobody'"),
				Arguments.of("router", "dealer", UnknownPlaceholder.class, "handle", "${nobody.socket}"),
				Arguments.of("router", "dealer", UnknownExpression.class, "handle", "can't be evaluated: "));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void refusesAtStartUpWhatCannotWork(String server, String client, Class<?> listener, String name, String problem) {
		ModelSockets.pair(server, client)
			.withUserConfiguration(listener)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidListenerException.class)
				.hasMessageContaining(name)
				.hasMessageContaining(problem));
	}

	@Test
	void warnsOfASubscriberWithoutSubscriptions(CapturedOutput output) {
		ModelSockets.pair("xpub", "sub").withUserConfiguration(Deaf.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("receives nothing until somebody subscribes")
				.contains("zmq.secure.sockets.client.subscribe");
		});
	}

	@Test
	void validatesEachElementOfAList() {
		this.orders.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withUserConfiguration(Orders.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.send("client", List.of(new Order(1), new Order(-1)));
				template.send("client", List.of(new Order(1), new Order(2)));
				assertThat(context.getBean(Orders.class).received.poll(60, TimeUnit.SECONDS))
					.containsExactly(new Order(1), new Order(2));
				assertThat(TestSockets.socket(context, "server").getStatistics().getDropped(DropReason.INVALID))
					.isOne();
			});
	}

	@Test
	void topicsNeedNotBeText() {
		ModelSockets.pair("xpub", "sub").withUserConfiguration(Binary.class).run((context) -> {
			Binary binary = context.getBean(Binary.class);
			byte[] topic = { (byte) 0xff, 0, (byte) 0x80 };
			await().until(() -> {
				TestSockets.socket(context, "server").send(ZmqMessage.of(topic, "x".getBytes(StandardCharsets.UTF_8)));
				return !binary.topics.isEmpty();
			});
			assertThat(binary.topics.take()).isEqualTo(topic);
		});
	}

	private static String ask(ZmqTemplate template, String text) {
		return template.sendAndReceive("client", text, String.class);
	}

	record Order(@Min(1) int amount) {

	}

	static class RefreshScope implements Scope {

		private final Map<String, Object> instances = new HashMap<>();

		@Override
		public Object get(String name, ObjectFactory<?> factory) {
			return this.instances.computeIfAbsent(name, (key) -> factory.getObject());
		}

		@Override
		public Object remove(String name) {
			return this.instances.remove(name);
		}

		@Override
		public void registerDestructionCallback(String name, Runnable callback) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refreshed {

		private int number;

		@Bean
		static RefreshScope refreshScope() {
			return new RefreshScope();
		}

		@Bean
		static BeanFactoryPostProcessor scopes(RefreshScope scope) {
			return (beanFactory) -> beanFactory.registerScope("refresh", scope);
		}

		@Bean
		@org.springframework.context.annotation.Scope(value = "refresh", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Numbered numbered() {
			return new Numbered(++this.number);
		}

	}

	static class Numbered {

		private final int number;

		Numbered() {
			this(0);
		}

		Numbered(int number) {
			this.number = number;
		}

		@ZmqListener(socket = "server")
		String handle(String message) {
			return message + " from " + this.number;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototype {

		@Bean
		@org.springframework.context.annotation.Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		Echo echo() {
			return new Echo();
		}

	}

	static class Echo {

		@ZmqListener(id = "echo", socket = "server")
		String handle(String message) {
			return message;
		}

	}

	static class TwoListeners {

		@ZmqListener(id = "one", socket = "server")
		void one(String message) {
		}

		@ZmqListener(id = "two", socket = "server")
		void two(String message) {
		}

	}

	static class TwoPayloads {

		@ZmqListener(socket = "server")
		void handle(String message, byte[] other) {
		}

	}

	static class NumericTopic {

		@ZmqListener(socket = "server", topics = "")
		void handle(@Topic int topic, String message) {
		}

	}

	static class TopicOfNone {

		@ZmqListener(socket = "server")
		void handle(@Topic String topic, String message) {
		}

	}

	static class UnknownHandler {

		@ZmqListener(socket = "server", errorHandler = "nobody")
		void handle(String message) {
		}

	}

	static class UnknownFactory {

		@ZmqListener(socket = "server", containerFactory = "nobody")
		void handle(String message) {
		}

	}

	static class UnknownPlaceholder {

		@ZmqListener(socket = "${nobody.socket}")
		void handle(String message) {
		}

	}

	static class UnknownExpression {

		@ZmqListener(socket = "#{@nobody.socket}")
		void handle(String message) {
		}

	}

	static class ReturnsFuture {

		@ZmqListener(socket = "server")
		Future<String> handle(String message) {
			return CompletableFuture.completedFuture(message);
		}

	}

	static class ReturnsCallable {

		@ZmqListener(socket = "server")
		Callable<String> handle(String message) {
			return () -> message;
		}

	}

	static class ReturnsStream {

		@ZmqListener(socket = "server")
		Stream<String> handle(String message) {
			return Stream.of(message);
		}

	}

	static class Deaf {

		@ZmqListener(socket = "client")
		void handle(String message) {
		}

	}

	static class Binary {

		private final BlockingQueue<byte[]> topics = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "client", topics = "")
		void handle(@Topic byte[] topic, String message) {
			this.topics.add(topic);
		}

	}

	static class Orders {

		private final BlockingQueue<List<Order>> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		void handle(@Valid List<Order> orders) {
			this.received.add(new ArrayList<>(orders));
		}

	}

}
