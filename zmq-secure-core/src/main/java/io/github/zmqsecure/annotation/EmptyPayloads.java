// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Argument resolvers for a transport in which an empty frame is a message like any other:
 * no bytes, or an empty text. Spring's own take it for a missing payload.
 */
final class EmptyPayloads {

	private EmptyPayloads() {
	}

	/**
	 * Resolves payloads. An empty one is missing only where the parameter is optional.
	 */
	static class PayloadResolver extends ElementValidatingResolver {

		private final PayloadMethodArgumentResolver optional;

		PayloadResolver(MessageConverter converter, @Nullable Validator validator) {
			super(converter, validator);
			this.optional = new ElementValidatingResolver(converter, validator);
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
			Payload annotation = parameter.getParameterAnnotation(Payload.class);
			boolean mayBeMissing = parameter.getParameterType() == Optional.class
					|| (annotation != null && !annotation.required());
			return mayBeMissing ? this.optional.resolveArgument(parameter, message)
					: super.resolveArgument(parameter, message);
		}

		@Override
		protected boolean isEmptyPayload(@Nullable Object payload) {
			return payload == null;
		}

	}

	/**
	 * Validates the elements of a payload that has several, as its type can't say what
	 * they have to be.
	 */
	static class ElementValidatingResolver extends PayloadMethodArgumentResolver {

		ElementValidatingResolver(MessageConverter converter, @Nullable Validator validator) {
			super(converter, validator);
		}

		@Override
		protected void validate(Message<?> message, MethodParameter parameter, Object target) {
			if (target instanceof Map<?, ?> map) {
				validateAll(message, parameter, map.values());
			}
			else if (target instanceof Collection<?> elements) {
				validateAll(message, parameter, elements);
			}
			else if (target instanceof Object[] elements) {
				validateAll(message, parameter, Arrays.asList(elements));
			}
			else {
				super.validate(message, parameter, target);
			}
		}

		private void validateAll(Message<?> message, MethodParameter parameter, Collection<?> elements) {
			for (Object element : elements) {
				if (element != null) {
					validate(message, parameter, element);
				}
			}
		}

	}

	/**
	 * Resolves whole messages.
	 */
	static class MessageResolver extends MessageMethodArgumentResolver {

		MessageResolver(MessageConverter converter) {
			super(converter);
		}

		@Override
		protected boolean isEmptyPayload(@Nullable Object payload) {
			return payload == null;
		}

	}

}
