// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.util.Map;

import io.github.zmqsecure.jeromq.ZmtpProperties;
import org.jspecify.annotations.Nullable;

/**
 * The frame that carries headers, encoded as the {@linkplain ZmtpProperties properties}
 * of a connection.
 *
 * @since 0.1.0
 */
public final class HeaderFrame {

	/** Header of the content type of the payload. */
	public static final String CONTENT_TYPE = "content-type";

	/** Header of the number of a published message within its topic, from 1. */
	public static final String SEQUENCE = "zmq-sequence";

	/** Header of the publisher whose numbers they are, anew at each start. */
	public static final String SOURCE = "zmq-source";

	/** Header that marks a reply as an error, with the reason as its value. */
	public static final String ERROR = "zmq-error";

	private static final int MAX_NAME = 255;

	private static final int MAX_SIZE = 64 * 1024;

	private HeaderFrame() {
	}

	/**
	 * Return whether a header can travel under a name.
	 * @param name the name
	 * @return whether it has 1 to 255 letters, digits, and {@code - _ . +}
	 */
	public static boolean isName(String name) {
		return !name.isEmpty() && name.length() <= MAX_NAME && name.chars().allMatch(HeaderFrame::isNameChar);
	}

	/**
	 * Encode headers.
	 * @param headers the headers, whose names have to satisfy {@link #isName(String)}
	 * @return the frame, empty without headers
	 * @throws UnwritablePayloadException if the frame would exceed 64 KiB
	 */
	public static byte[] encode(Map<String, String> headers) {
		byte[] frame = ZmtpProperties.encode(headers);
		if (frame.length > MAX_SIZE) {
			throw new UnwritablePayloadException("The headers need " + frame.length + " bytes, and no more than "
					+ MAX_SIZE + " can travel. Put large values into the payload.", null);
		}
		return frame;
	}

	/**
	 * Decode headers.
	 * @param frame the frame
	 * @return the headers in their order
	 * @throws UnreadableMessageException if the frame is not made of headers
	 */
	public static Map<String, String> decode(byte[] frame) {
		if (frame.length > MAX_SIZE) {
			throw malformed(null);
		}
		try {
			Map<String, String> headers = ZmtpProperties.decode(frame);
			if (!headers.keySet().stream().allMatch(HeaderFrame::isName)) {
				throw malformed(null);
			}
			return headers;
		}
		catch (IllegalArgumentException ex) {
			throw malformed(ex);
		}
	}

	/**
	 * Return whether a frame is made of headers, and has some.
	 * @param frame the frame
	 * @return whether it can be decoded
	 */
	static boolean isHeaders(byte[] frame) {
		try {
			return frame.length > 0 && !decode(frame).isEmpty();
		}
		catch (UnreadableMessageException ex) {
			return false;
		}
	}

	private static boolean isNameChar(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "-_.+".indexOf(character) >= 0;
	}

	private static UnreadableMessageException malformed(@Nullable Throwable cause) {
		return new UnreadableMessageException(
				"The header frame is malformed: it has not the layout in the wire format of ZMQ Secure.", cause);
	}

}
