// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.util.List;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves what ZeroMQ knows of a message: its topic, its authenticated peer and its
 * frames.
 */
class ZmqArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Topic.class) || isRaw(parameter) || isPeer(parameter)
				|| isFrames(parameter);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		if (parameter.hasParameterAnnotation(Topic.class)) {
			return topic(parameter, message);
		}
		ZmqMessage raw = message.getHeaders().get(ZmqHeaders.RAW, ZmqMessage.class);
		if (isRaw(parameter)) {
			return raw;
		}
		if (isPeer(parameter)) {
			return (raw != null) ? raw.peer() : null;
		}
		List<?> frames = (message.getPayload() instanceof List<?> list) ? list : List.of(message.getPayload());
		return (parameter.getParameterType() == byte[][].class) ? frames.toArray(new byte[0][]) : frames;
	}

	private static @Nullable Object topic(MethodParameter parameter, Message<?> message) {
		String topic = message.getHeaders().get(ZmqHeaders.TOPIC, String.class);
		ZmqMessage raw = message.getHeaders().get(ZmqHeaders.RAW, ZmqMessage.class);
		boolean bytes = parameter.getParameterType() == byte[].class;
		return (bytes && topic != null && raw != null) ? raw.frame(0) : topic;
	}

	private static boolean isRaw(MethodParameter parameter) {
		return parameter.getParameterType() == ZmqMessage.class;
	}

	private static boolean isPeer(MethodParameter parameter) {
		return parameter.getParameterType() == AuthenticatedPeer.class;
	}

	private static boolean isFrames(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		return type.toClass() == byte[][].class
				|| (type.toClass() == List.class && type.getGeneric(0).toClass() == byte[].class);
	}

}
