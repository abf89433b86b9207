// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Leaves bytes as they are, whatever their content type.
 */
class BytesMessageConverter implements MessageConverter {

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		boolean wanted = targetClass == byte[].class || targetClass == Object.class;
		return (wanted && message.getPayload() instanceof byte[] bytes) ? bytes : null;
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		return (payload instanceof byte[])
				? MessageBuilder.createMessage(payload, (headers != null) ? headers : new MessageHeaders(null)) : null;
	}

}
