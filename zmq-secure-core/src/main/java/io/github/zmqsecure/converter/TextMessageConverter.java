// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeType;

/**
 * Reads any content as text if a {@code String} is asked for, and writes text in UTF-8.
 */
class TextMessageConverter implements MessageConverter {

	static final String CONTENT_TYPE = "text/plain;charset=UTF-8";

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		boolean wanted = targetClass == String.class || targetClass == CharSequence.class;
		return (wanted && message.getPayload() instanceof byte[] bytes) ? new String(bytes, charset(message)) : null;
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		if (!(payload instanceof CharSequence text)) {
			return null;
		}
		return MessageBuilder.withPayload(text.toString().getBytes(StandardCharsets.UTF_8))
			.copyHeaders(headers)
			.setHeaderIfAbsent(MessageHeaders.CONTENT_TYPE, CONTENT_TYPE)
			.build();
	}

	private static Charset charset(Message<?> message) {
		Object type = message.getHeaders().get(MessageHeaders.CONTENT_TYPE);
		Charset charset = (type instanceof MimeType mimeType) ? mimeType.getCharset() : null;
		return (charset != null) ? charset : StandardCharsets.UTF_8;
	}

}
