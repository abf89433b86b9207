// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.Arrays;

/**
 * Strict codec for <a href="https://rfc.zeromq.org/spec/32/">ZeroMQ RFC 32 (Z85)</a> that
 * makes no string of what it decodes. Thread-safe, as it holds no state.
 */
final class Z85 {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

	private static final byte[] VALUES = values();

	private Z85() {
	}

	/**
	 * Encode bytes.
	 * @param bytes the bytes, a multiple of four
	 * @return five characters for every four bytes
	 */
	static char[] encode(byte[] bytes) {
		if (bytes.length % 4 != 0) {
			throw new IllegalArgumentException("Z85 encodes a multiple of 4 bytes, not " + bytes.length);
		}
		char[] text = new char[bytes.length / 4 * 5];
		for (int from = 0, to = 0; from < bytes.length; from += 4, to += 5) {
			long value = 0;
			for (int i = 0; i < 4; i++) {
				value = (value << 8) | (bytes[from + i] & 0xff);
			}
			for (int i = 4; i >= 0; i--) {
				text[to + i] = ALPHABET.charAt((int) (value % 85));
				value /= 85;
			}
		}
		return text;
	}

	/**
	 * Decode text.
	 * @param text the text, a multiple of five characters
	 * @return four bytes for every five characters
	 * @throws IllegalArgumentException if the text is not Z85; the message has the
	 * position but not the text
	 */
	static byte[] decode(CharSequence text) {
		if (text.length() % 5 != 0) {
			throw new IllegalArgumentException("Z85 text has a multiple of 5 characters, not " + text.length());
		}
		byte[] bytes = new byte[text.length() / 5 * 4];
		try {
			for (int from = 0, to = 0; from < text.length(); from += 5, to += 4) {
				putGroup(groupValue(text, from), bytes, to);
			}
			return bytes;
		}
		catch (IllegalArgumentException ex) {
			Arrays.fill(bytes, (byte) 0);
			throw ex;
		}
	}

	private static long groupValue(CharSequence text, int from) {
		long value = 0;
		for (int i = from; i < from + 5; i++) {
			char character = text.charAt(i);
			int digit = (character < VALUES.length) ? VALUES[character] : -1;
			if (digit < 0) {
				throw new IllegalArgumentException(
						"character %d is not in the Z85 alphabet; copy the key anew".formatted(i + 1));
			}
			value = value * 85 + digit;
		}
		if (value > 0xffff_ffffL) {
			throw new IllegalArgumentException(
					"characters %d to %d are more than 32 bits, which Z85 never writes".formatted(from + 1, from + 5));
		}
		return value;
	}

	private static void putGroup(long value, byte[] bytes, int to) {
		for (int i = 0; i < 4; i++) {
			bytes[to + i] = (byte) (value >>> (8 * (3 - i)));
		}
	}

	private static byte[] values() {
		byte[] values = new byte[128];
		Arrays.fill(values, (byte) -1);
		for (int i = 0; i < ALPHABET.length(); i++) {
			values[ALPHABET.charAt(i)] = (byte) i;
		}
		return values;
	}

}
