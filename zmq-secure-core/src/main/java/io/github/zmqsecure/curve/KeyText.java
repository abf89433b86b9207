// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.Arrays;

/**
 * The two spellings of a CURVE key, Z85 and hexadecimal, and what both halves of a pair
 * are checked for.
 */
final class KeyText {

	static final int KEY_SIZE = 32;

	private static final int Z85_LENGTH = 40;

	private static final int HEX_LENGTH = 64;

	private static final int BASE64_LENGTH = 44;

	private KeyText() {
	}

	static byte[] decode(String kind, CharSequence text) {
		try {
			return switch (text.length()) {
				case Z85_LENGTH -> Z85.decode(text);
				case HEX_LENGTH -> decodeHex(text);
				default -> throw new IllegalArgumentException(wrongLength(text));
			};
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidCurveKeyException("The CURVE %s key is malformed: %s".formatted(kind, ex.getMessage()));
		}
	}

	private static String wrongLength(CharSequence text) {
		String problem = "it has %d characters instead of %d (Z85) or %d (hexadecimal)".formatted(text.length(),
				Z85_LENGTH, HEX_LENGTH);
		boolean base64 = text.length() == BASE64_LENGTH && text.charAt(BASE64_LENGTH - 1) == '=';
		return problem + ((base64) ? " and looks like Base64; write it in Z85 or hexadecimal"
				: "; copy the whole key, in double quotes, without spaces and line ends");
	}

	static void check(String kind, byte[] bytes) {
		if (bytes.length != KEY_SIZE) {
			throw new InvalidCurveKeyException(
					"The CURVE %s key has %d bytes instead of %d".formatted(kind, bytes.length, KEY_SIZE));
		}
		int all = 0;
		for (byte value : bytes) {
			all |= value;
		}
		if (all == 0) {
			throw new InvalidCurveKeyException(
					"The CURVE %s key is all zeros, which is what an unset key looks like; set a real one"
						.formatted(kind));
		}
	}

	private static byte[] decodeHex(CharSequence text) {
		byte[] bytes = new byte[text.length() / 2];
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			int digit = (character < 128) ? Character.digit(character, 16) : -1;
			if (digit < 0) {
				Arrays.fill(bytes, (byte) 0);
				throw new IllegalArgumentException(
						"character %d is not a hexadecimal digit; copy the key anew".formatted(i + 1));
			}
			bytes[i / 2] = (byte) ((bytes[i / 2] << 4) | digit);
		}
		return bytes;
	}

}
