// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What listens on which socket, and how. Immutable.
 *
 * @param id the id of the listener, unique in the application
 * @param socket the name of the socket
 * @param target what handles the messages
 * @param topics the topics to subscribe to, none to leave subscriptions to the settings
 * of the socket
 * @param concurrency how many messages are handled at a time, {@code null} for the
 * default of the container factory
 * @param conflate whether of the messages of a topic that wait only the newest is kept
 * @param autoStartup whether to start with the application
 * @param errorHandler handles failures, {@code null} for the default of the container
 * factory
 * @since 0.1.0
 */
public record ZmqListenerEndpoint(String id, String socket, Target target, List<String> topics,
		@Nullable Integer concurrency, boolean conflate, boolean autoStartup,
		@Nullable ZmqListenerErrorHandler errorHandler) {

	public ZmqListenerEndpoint {
		topics = List.copyOf(topics);
	}

	/**
	 * Create an endpoint with defaults that starts with the application.
	 * @param id the id of the listener
	 * @param socket the name of the socket
	 * @param listener handles the messages
	 * @return the endpoint
	 */
	public static ZmqListenerEndpoint of(String id, String socket, ZmqMessageListener listener) {
		return new ZmqListenerEndpoint(id, socket, new FunctionTarget(listener), List.of(), null, false, true, null);
	}

	/**
	 * Create an endpoint of a method, with defaults, that starts with the application.
	 * @param id the id of the listener
	 * @param socket the name of the socket
	 * @param bean the bean
	 * @param method the method, which can be invoked on the bean
	 * @return the endpoint
	 */
	public static ZmqListenerEndpoint ofMethod(String id, String socket, Object bean, Method method) {
		return new ZmqListenerEndpoint(id, socket, new MethodTarget(bean, method), List.of(), null, false, true, null);
	}

	/**
	 * Return the same endpoint with other topics.
	 * @param topics the topics to subscribe to
	 * @return the endpoint
	 */
	public ZmqListenerEndpoint withTopics(String... topics) {
		return new ZmqListenerEndpoint(this.id, this.socket, this.target, List.of(topics), this.concurrency,
				this.conflate, this.autoStartup, this.errorHandler);
	}

	/**
	 * Return the same endpoint with another concurrency.
	 * @param concurrency how many messages are handled at a time; 0 to handle them on the
	 * thread that owns the socket, {@code null} for the default
	 * @return the endpoint
	 */
	public ZmqListenerEndpoint withConcurrency(@Nullable Integer concurrency) {
		return new ZmqListenerEndpoint(this.id, this.socket, this.target, this.topics, concurrency, this.conflate,
				this.autoStartup, this.errorHandler);
	}

	/**
	 * Return the same endpoint with or without conflation.
	 * @param conflate whether of the messages of a topic that wait only the newest is
	 * kept
	 * @return the endpoint
	 */
	public ZmqListenerEndpoint withConflate(boolean conflate) {
		return new ZmqListenerEndpoint(this.id, this.socket, this.target, this.topics, this.concurrency, conflate,
				this.autoStartup, this.errorHandler);
	}

	/**
	 * Return the same endpoint with or without automatic start.
	 * @param autoStartup whether to start with the application
	 * @return the endpoint
	 */
	public ZmqListenerEndpoint withAutoStartup(boolean autoStartup) {
		return new ZmqListenerEndpoint(this.id, this.socket, this.target, this.topics, this.concurrency, this.conflate,
				autoStartup, this.errorHandler);
	}

	/**
	 * Return the same endpoint with another error handler.
	 * @param errorHandler handles failures, {@code null} for the default
	 * @return the endpoint
	 */
	public ZmqListenerEndpoint withErrorHandler(@Nullable ZmqListenerErrorHandler errorHandler) {
		return new ZmqListenerEndpoint(this.id, this.socket, this.target, this.topics, this.concurrency, this.conflate,
				this.autoStartup, errorHandler);
	}

	/**
	 * What handles the messages of an endpoint.
	 */
	public sealed interface Target {

	}

	/**
	 * A function that gets the raw messages.
	 *
	 * @param listener the function
	 */
	public record FunctionTarget(ZmqMessageListener listener) implements Target {

	}

	/**
	 * A method whose arguments are resolved from the message.
	 *
	 * @param bean the bean
	 * @param method the method, which can be invoked on the bean
	 */
	public record MethodTarget(Object bean, Method method) implements Target {

	}

}
