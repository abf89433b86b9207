// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text whatever looks like a key. A secret may have been pasted anywhere,
 * also where a name, a file or a public key belongs, and a message about that place would
 * show it.
 *
 * @since 0.1.0
 */
public final class KeyRedaction {

	/** What stands for a key. */
	public static final String REDACTED = "******";

	private static final String FINGERPRINT = "SHA256:";

	/** A key in Z85 has 40 characters; one that was cut short is as secret. */
	private static final int WINDOW = 24;

	/**
	 * In how many places the kind of character changes within a window of random ones.
	 */
	private static final int RANDOM_CHANGES = 12;

	private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z.:+=^!/*?&<>()\\[\\]{}@%$#_-]{24,}");

	/** Characters of Z85 that names, files and endpoints seldom have. */
	private static final Pattern RARE = Pattern.compile("[+=^!?&<>(){}@%$#]");

	private static final int KEY_LENGTH = 40;

	private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{40,}");

	private KeyRedaction() {
	}

	/**
	 * Return a text without what looks like a key.
	 * @param text the text
	 * @return the text, with {@value #REDACTED} in the place of keys
	 */
	public static String redact(String text) {
		Matcher matcher = TOKEN.matcher(text);
		return matcher.replaceAll((match) -> Matcher.quoteReplacement(redactToken(match.group())));
	}

	/**
	 * Return whether a text has something in it that looks like a key.
	 * @param text the text
	 * @return whether {@link #redact(String)} would change it
	 */
	public static boolean holdsKey(@Nullable String text) {
		return text != null && !redact(text).equals(text);
	}

	/**
	 * Return an exception that says nothing of a key.
	 * @param exception the exception
	 * @return the exception, or one in its place if it or one of its causes shows a key,
	 * or can't be read
	 */
	public static @Nullable Throwable redact(@Nullable Throwable exception) {
		Throwable cause = (exception != null) ? Printable.readable(exception) : null;
		int depth = 0;
		for (Throwable each = cause; each != null && depth < 50; each = each.getCause(), depth++) {
			if (holdsKey(each.getMessage())) {
				ZmqSecureException redacted = new ZmqSecureException(String.valueOf(cause));
				redacted.setStackTrace((cause != null) ? cause.getStackTrace() : new StackTraceElement[0]);
				return redacted;
			}
		}
		return cause;
	}

	private static String redactToken(String token) {
		if (token.contains(FINGERPRINT)) {
			return token;
		}
		boolean key = HEX.matcher(token).find() || looksRandom(token)
				|| (token.length() >= KEY_LENGTH && RARE.matcher(token).results().count() >= 2);
		return (key) ? REDACTED : token;
	}

	private static boolean looksRandom(String token) {
		for (int start = 0; start + WINDOW <= token.length(); start++) {
			if (looksRandom(token, start)) {
				return true;
			}
		}
		return false;
	}

	private static boolean looksRandom(String token, int start) {
		int upper = 0;
		int lower = 0;
		int changes = 0;
		for (int i = start; i < start + WINDOW; i++) {
			char kind = kindOf(token.charAt(i));
			upper += (kind == 'A') ? 1 : 0;
			lower += (kind == 'a') ? 1 : 0;
			changes += (i > start && kind != kindOf(token.charAt(i - 1))) ? 1 : 0;
		}
		return changes >= RANDOM_CHANGES && upper >= 2 && lower >= 2;
	}

	private static char kindOf(char character) {
		if (character >= 'A' && character <= 'Z') {
			return 'A';
		}
		if (character >= 'a' && character <= 'z') {
			return 'a';
		}
		return (character >= '0' && character <= '9') ? '0' : '.';
	}

}
