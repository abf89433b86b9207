// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.zmqsecure.ZmqHeaders;

import org.springframework.messaging.MessageHeaders;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Which headers of a message travel, and which of those that came are believed. What says
 * something of this side only neither leaves nor enters.
 */
final class ZmqHeaderMapper {

	private static final Set<String> LOCAL = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL, MessageHeaders.CONTENT_TYPE);

	private static final String RESERVED = "zmq-";

	private ZmqHeaderMapper() {
	}

	/**
	 * Return the headers that travel: those with simple values under names that can.
	 */
	static Map<String, String> toWire(MessageHeaders headers) {
		Map<String, String> wire = new LinkedHashMap<>();
		Object contentType = headers.get(MessageHeaders.CONTENT_TYPE);
		if (contentType != null) {
			wire.put(HeaderFrame.CONTENT_TYPE, contentType.toString());
		}
		headers.forEach((name, value) -> {
			if (mayTravel(name) && HeaderFrame.isName(name) && isSimple(value)) {
				wire.putIfAbsent(name, value.toString());
			}
		});
		return wire;
	}

	static void fromWire(Map<String, String> wire, Map<String, Object> headers) {
		wire.forEach((name, value) -> {
			if (name.equals(HeaderFrame.CONTENT_TYPE)) {
				headers.put(MessageHeaders.CONTENT_TYPE, contentType(value));
			}
			else if (name.equals(HeaderFrame.SEQUENCE)) {
				headers.put(ZmqHeaders.SEQUENCE, number(value));
			}
			else if (mayTravel(name)) {
				headers.put(name, value);
			}
		});
	}

	static long number(String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new UnreadableMessageException("The header '" + HeaderFrame.SEQUENCE + "' is not a number", ex);
		}
	}

	private static MimeType contentType(String value) {
		try {
			return MimeTypeUtils.parseMimeType(value);
		}
		catch (InvalidMimeTypeException ex) {
			throw new UnreadableMessageException("The header '" + HeaderFrame.CONTENT_TYPE + "' is not a content type",
					ex);
		}
	}

	private static boolean mayTravel(String name) {
		return !name.startsWith(ZmqHeaders.PREFIX) && !name.startsWith(RESERVED) && !LOCAL.contains(name);
	}

	private static boolean isSimple(Object value) {
		return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum || value instanceof UUID || value instanceof MimeType;
	}

}
