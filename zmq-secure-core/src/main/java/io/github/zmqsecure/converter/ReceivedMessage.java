// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * A received message, taken apart.
 *
 * @param raw the message as it was received
 * @param envelope the frames to put in front of a reply, none where there are none
 * @param topic the topic, {@code null} for what was not published
 * @param headers the headers as they came, none where none travel
 * @param payload the frames of the payload, at least one
 * @since 0.1.0
 */
public record ReceivedMessage(ZmqMessage raw, List<byte[]> envelope, @Nullable String topic,
		Map<String, String> headers, List<byte[]> payload) {

	/**
	 * Return the reason of an error reply.
	 * @return the reason, {@code null} if the message is not an error reply
	 */
	public @Nullable String error() {
		return this.headers.get(HeaderFrame.ERROR);
	}

	/**
	 * Return the message as Spring sees it. The payload is a {@code byte[]}, or a
	 * {@code List<byte[]>} if it has more than one frame.
	 * @param socket the name of the socket that received it
	 * @param router whether the first frame of the envelope is a routing id
	 * @return the message, without id and timestamp
	 * @throws UnreadableMessageException if a header has not the content that it should
	 */
	public Message<?> toMessage(String socket, boolean router) {
		Object payload = (this.payload.size() == 1) ? this.payload.get(0) : this.payload;
		return (this.headers.isEmpty()) ? new LazyMessage(payload, () -> toHeaders(socket, router))
				: MessageBuilder.createMessage(payload, toHeaders(socket, router));
	}

	private MessageHeaders toHeaders(String socket, boolean router) {
		Map<String, Object> headers = new LinkedHashMap<>();
		ZmqHeaderMapper.fromWire(this.headers, headers);
		headers.put(ZmqHeaders.SOCKET, socket);
		headers.put(ZmqHeaders.RAW, this.raw);
		if (this.raw.peer() != null) {
			headers.put(ZmqHeaders.PEER, this.raw.peer().name());
		}
		if (this.topic != null) {
			headers.put(ZmqHeaders.TOPIC, this.topic);
		}
		headers.put(ZmqHeaders.ENVELOPE, this.envelope);
		if (router) {
			headers.put(ZmqHeaders.ROUTING_ID, this.envelope.get(0));
		}
		return new BareHeaders(headers);
	}

	/**
	 * Headers without the id and the timestamp that would have to be made for each
	 * message.
	 */
	private static final class BareHeaders extends MessageHeaders {

		private static final long serialVersionUID = 1L;

		BareHeaders(Map<String, Object> headers) {
			super(headers, ID_VALUE_NONE, -1L);
		}

	}

}
