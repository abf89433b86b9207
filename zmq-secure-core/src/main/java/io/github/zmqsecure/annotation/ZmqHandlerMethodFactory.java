// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.zmqsecure.converter.ZmqMessageConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.util.Assert;
import org.springframework.validation.Validator;

/**
 * Makes the methods of listeners invocable, with Spring's argument resolvers and those
 * for what ZeroMQ knows of a message.
 *
 * @since 0.1.0
 */
public class ZmqHandlerMethodFactory extends DefaultMessageHandlerMethodFactory {

	private final MessageConverter converters;

	private final @Nullable Validator validator;

	private final List<HandlerMethodArgumentResolver> custom;

	private List<HandlerMethodArgumentResolver> withoutPayload = List.of();

	/**
	 * Create a factory.
	 * @param converter converts payloads
	 * @param validator validates payloads, {@code null} if nothing does
	 * @param custom argument resolvers that come before all others
	 */
	public ZmqHandlerMethodFactory(ZmqMessageConverter converter, @Nullable Validator validator,
			List<HandlerMethodArgumentResolver> custom) {
		this.converters = converter.getConverters();
		this.validator = validator;
		this.custom = List.copyOf(custom);
		setMessageConverter(this.converters);
	}

	@Override
	protected List<HandlerMethodArgumentResolver> initArgumentResolvers() {
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(this.custom);
		resolvers.add(new ZmqArgumentResolver());
		resolvers.add(new EmptyPayloads.MessageResolver(this.converters));
		resolvers.addAll(super.initArgumentResolvers());
		resolvers.remove(resolvers.size() - 1);
		this.withoutPayload = List.copyOf(resolvers);
		resolvers.add(new EmptyPayloads.PayloadResolver(this.converters, this.validator));
		return resolvers;
	}

	@Override
	public InvocableHandlerMethod createInvocableHandlerMethod(Object bean, Method method) {
		InvocableHandlerMethod handler = super.createInvocableHandlerMethod(bean, method);
		Assert.state(!KotlinDetector.isSuspendingFunction(method),
				"it is a suspend function, which is not supported. Return a CompletableFuture.");
		List<MethodParameter> parameters = Arrays.asList(handler.getMethodParameters());
		parameters.forEach(ZmqHandlerMethodFactory::checkTopic);
		long payloads = parameters.stream().filter(this::isPayloadByDefault).count();
		Assert.state(payloads <= 1, () -> payloads + " of its parameters would all get the payload. Keep one of them, "
				+ "annotate the others with @Header or @Topic, or each with @Payload if that is what you mean.");
		return handler;
	}

	private static void checkTopic(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		Assert.state(!parameter.hasParameterAnnotation(Topic.class) || type == String.class || type == byte[].class,
				() -> "its @Topic parameter is a " + type.getSimpleName() + ". Make it a String or a byte[].");
	}

	private boolean isPayloadByDefault(MethodParameter parameter) {
		return !parameter.hasParameterAnnotation(Payload.class)
				&& this.withoutPayload.stream().noneMatch((resolver) -> resolver.supportsParameter(parameter));
	}

}
