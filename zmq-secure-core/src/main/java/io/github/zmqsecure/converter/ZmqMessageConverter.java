// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.util.Assert;

/**
 * Converts payloads by what is asked for: bytes, text in UTF-8, and JSON if there is a
 * converter for it. Converters of the application come before all of them. A
 * {@code byte[][]} or a {@code List<byte[]>} is several frames and is not converted.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqMessageConverter {

	private static final MessageHeaders NO_HEADERS = new MessageHeaders(null);

	private final CompositeMessageConverter converters;

	private final boolean customized;

	private final boolean json;

	/**
	 * Create a converter.
	 * @param custom the converters of the application, the first that can takes a payload
	 * @param json converts everything that is neither bytes nor text, {@code null} if
	 * nothing does
	 */
	public ZmqMessageConverter(List<MessageConverter> custom, @Nullable MessageConverter json) {
		List<MessageConverter> converters = new ArrayList<>(custom);
		converters.add(new BytesMessageConverter());
		converters.add(new TextMessageConverter());
		if (json != null) {
			converters.add(json);
		}
		this.converters = new CompositeMessageConverter(converters);
		this.customized = !custom.isEmpty();
		this.json = json != null;
	}

	/**
	 * Return the converters, for the arguments of handler methods.
	 * @return the converters in their order
	 */
	public SmartMessageConverter getConverters() {
		return this.converters;
	}

	/**
	 * Convert a payload to frames.
	 * @param payload the payload, or a {@link Message} with payload and headers
	 * @return the frames, and the headers that travel
	 * @throws IllegalArgumentException if there is no payload
	 * @throws UnwritablePayloadException if no converter can, or one of them failed
	 */
	public MessageContent write(Object payload) {
		Assert.notNull(payload,
				"'payload' must not be null. Send an empty byte[] where a message without content is meant.");
		if (payload instanceof Message<?> message) {
			return write(message.getPayload(), message.getHeaders());
		}
		if (!this.customized) {
			if (payload instanceof byte[] bytes) {
				return new MessageContent(Map.of(), List.of(bytes));
			}
			if (payload instanceof String text) {
				return new MessageContent(Map.of(HeaderFrame.CONTENT_TYPE, TextMessageConverter.CONTENT_TYPE),
						List.of(text.getBytes(StandardCharsets.UTF_8)));
			}
		}
		return write(payload, NO_HEADERS);
	}

	private MessageContent write(Object payload, MessageHeaders headers) {
		List<byte[]> frames = framesOf(payload);
		if (frames != null) {
			return new MessageContent(ZmqHeaderMapper.toWire(headers), frames);
		}
		Message<?> message = convert(payload, headers);
		Object converted = (message != null) ? message.getPayload() : null;
		if (message != null && converted instanceof byte[] bytes) {
			return new MessageContent(ZmqHeaderMapper.toWire(message.getHeaders()), List.of(bytes));
		}
		if (message != null && converted instanceof String text) {
			return new MessageContent(ZmqHeaderMapper.toWire(message.getHeaders()),
					List.of(text.getBytes(StandardCharsets.UTF_8)));
		}
		throw new UnwritablePayloadException("No converter turns a " + payload.getClass().getName() + " into "
				+ headers.getOrDefault(MessageHeaders.CONTENT_TYPE, "bytes") + ". " + howToConvert(), null);
	}

	private @Nullable Message<?> convert(Object payload, MessageHeaders headers) {
		try {
			return this.converters.toMessage(payload, headers);
		}
		catch (MessagingException ex) {
			throw new UnwritablePayloadException(
					"A " + payload.getClass().getName() + " could not be converted to bytes", ex);
		}
	}

	/**
	 * Convert a message to what is asked for.
	 * @param message the message, as {@link ReceivedMessage#toMessage} makes it
	 * @param type the type asked for
	 * @return the payload of that type
	 * @throws UnreadableMessageException if no converter can, or one of them failed
	 */
	public Object read(Message<?> message, Type type) {
		Class<?> target = ResolvableType.forType(type).toClass();
		Object payload = message.getPayload();
		if (payload instanceof List<?> frames) {
			return readFrames(frames, target);
		}
		if (target == byte[][].class || isFrames(type)) {
			return readFrames(List.of(payload), target);
		}
		Object converted;
		try {
			converted = (type instanceof Class) ? this.converters.fromMessage(message, target)
					: this.converters.fromMessage(message, target, new TypeParameter(type));
		}
		catch (MessagingException ex) {
			throw new UnreadableMessageException("A payload could not be converted to " + type.getTypeName(), ex);
		}
		if (converted == null) {
			throw new UnreadableMessageException("No converter turns a payload of type "
					+ message.getHeaders().getOrDefault(MessageHeaders.CONTENT_TYPE, "unknown") + " into "
					+ type.getTypeName() + ". " + howToConvert(), null);
		}
		return converted;
	}

	private String howToConvert() {
		return (this.json)
				? "Jackson takes 'application/json' only. Correct the content type, use byte[] or String, or add a "
						+ "MessageConverter bean."
				: "Add Jackson for JSON ('spring-boot-starter-jackson'), or a MessageConverter bean.";
	}

	private static Object readFrames(List<?> frames, Class<?> target) {
		if (target.isInstance(frames)) {
			return frames;
		}
		if (target == byte[][].class) {
			return frames.toArray(new byte[0][]);
		}
		throw new UnreadableMessageException("A payload of " + frames.size() + " frames can be read as List<byte[]> or "
				+ "byte[][], not as " + target.getName(), null);
	}

	private static boolean isFrames(Type type) {
		ResolvableType resolved = ResolvableType.forType(type);
		return resolved.toClass() == List.class && resolved.getGeneric(0).toClass() == byte[].class;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable List<byte[]> framesOf(Object payload) {
		if (payload instanceof byte[][] frames && frames.length > 0) {
			return Arrays.asList(frames);
		}
		boolean frames = payload instanceof List<?> list && !list.isEmpty()
				&& list.stream().allMatch(byte[].class::isInstance);
		return (frames) ? (List<byte[]>) payload : null;
	}

}
