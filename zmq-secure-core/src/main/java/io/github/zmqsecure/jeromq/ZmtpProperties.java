// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Properties as ZMTP encodes the metadata of a connection (RFC 23,
 * {@code metadata = *property}): for each one byte with the length of the name, the name,
 * four bytes in network order with the length of the value, the value in UTF-8. Internal:
 * may change in any release.
 *
 * @since 0.1.0
 */
public final class ZmtpProperties {

	private ZmtpProperties() {
	}

	/**
	 * Encode properties.
	 * @param properties the properties, whose names have up to 255 ASCII characters
	 * @return the bytes, none without properties
	 */
	public static byte[] encode(Map<String, String> properties) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
		properties.forEach((name, value) -> {
			byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
			bytes.write(name.length());
			bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
			bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
			bytes.writeBytes(encoded);
		});
		return bytes.toByteArray();
	}

	/**
	 * Decode properties.
	 * @param bytes the bytes, of which no more is allocated than there are
	 * @return the properties in their order
	 * @throws IllegalArgumentException if the bytes are not made of properties
	 */
	public static Map<String, String> decode(byte[] bytes) {
		Map<String, String> properties = new LinkedHashMap<>();
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			String name = text(buffer, Byte.toUnsignedInt(buffer.get()));
			if (buffer.remaining() < Integer.BYTES) {
				throw new IllegalArgumentException("A property has no value");
			}
			properties.put(name, text(buffer, buffer.getInt()));
		}
		return properties;
	}

	private static String text(ByteBuffer buffer, int length) {
		if (length < 0 || length > buffer.remaining()) {
			throw new IllegalArgumentException("A property is longer than what holds it");
		}
		byte[] text = new byte[length];
		buffer.get(text);
		return new String(text, StandardCharsets.UTF_8);
	}

}
