// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a message to be sent consists of, apart from where it goes.
 *
 * @param headers the headers that travel, where the socket has them travel
 * @param frames the frames of the payload, at least one
 * @since 0.1.0
 */
public record MessageContent(Map<String, String> headers, List<byte[]> frames) {

	/**
	 * Return the same content with another header.
	 * @param name the name, as {@link HeaderFrame#isName(String)} has it
	 * @param value the value
	 * @return the content
	 */
	public MessageContent with(String name, String value) {
		return with(Map.of(name, value));
	}

	/**
	 * Return the same content with more headers.
	 * @param more the headers
	 * @return the content
	 */
	public MessageContent with(Map<String, String> more) {
		if (more.isEmpty()) {
			return this;
		}
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.putAll(more);
		return new MessageContent(headers, this.frames);
	}

}
