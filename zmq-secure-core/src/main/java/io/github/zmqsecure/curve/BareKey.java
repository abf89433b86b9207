// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.nio.CharBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A file that holds one key and nothing else, as secrets of container platforms often do:
 * Z85 or hexadecimal digits, with or without quotes, blank lines and comments around it.
 *
 * @param key a view of the text
 * @param line the line it is in, from 1
 */
record BareKey(CharBuffer key, int line) {

	private static final int Z85_LENGTH = 40;

	private static final int HEX_LENGTH = 64;

	/**
	 * Find the only key of a text.
	 * @param text the text
	 * @return the key, {@code null} if there is something else in the text
	 */
	static @Nullable BareKey find(char[] text) {
		BareKey found = null;
		int line = 1;
		int start = (text.length > 0 && text[0] == '\uFEFF') ? 1 : 0;
		while (start < text.length) {
			int end = start;
			while (end < text.length && text[end] != '\n') {
				end++;
			}
			CharBuffer content = unquoted(stripped(CharBuffer.wrap(text, start, end - start)));
			boolean key = looksLikeKey(content);
			if (key && found == null) {
				found = new BareKey(content, line);
			}
			else if (!content.isEmpty() && (key || content.charAt(0) != '#')) {
				return null;
			}
			start = end + 1;
			line++;
		}
		return found;
	}

	/**
	 * As {@code #} is a digit of Z85, a comment is what is no key.
	 */
	private static boolean looksLikeKey(CharBuffer content) {
		if (content.length() != Z85_LENGTH && content.length() != HEX_LENGTH) {
			return false;
		}
		if (content.charAt(0) == '#' && content.length() == Z85_LENGTH) {
			try {
				Z85.decode(content);
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}
		return (content.length() == Z85_LENGTH || content.charAt(0) != '#')
				&& content.chars().noneMatch(Character::isWhitespace);
	}

	private static CharBuffer stripped(CharBuffer line) {
		int start = 0;
		int end = line.length();
		while (start < end && Character.isWhitespace(line.charAt(start))) {
			start++;
		}
		while (end > start && Character.isWhitespace(line.charAt(end - 1))) {
			end--;
		}
		return line.subSequence(start, end);
	}

	private static CharBuffer unquoted(CharBuffer line) {
		int length = line.length();
		boolean quoted = length > 1 && line.charAt(0) == line.charAt(length - 1)
				&& (line.charAt(0) == '"' || line.charAt(0) == '\'');
		return (quoted) ? line.subSequence(1, length - 1) : line;
	}

}
