/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
