// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.zmqsecure.KeyRedaction;
import org.jspecify.annotations.Nullable;

/**
 * Which names a key may have. A name is what logs, metrics and addresses of Actuator show
 * and what {@code clients} list, so it must not look like another or mean something else
 * there.
 *
 * @since 0.1.0
 */
public final class KeyName {

	private static final int MAX_LENGTH = 100;

	/** Letters of Latin alphabets, without those that are taken for others. */
	private static final Pattern ALLOWED = Pattern
		.compile("[A-Za-z0-9\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u0130\\u0132-\\u0137\\u0139-\\u017E _.:@+-]+");

	private static final Pattern SEPARATORS = Pattern.compile("[-_]");

	private static final Pattern DOTS = Pattern.compile("^\\.|\\.\\.|\\.$");

	private KeyName() {
	}

	/**
	 * Return what names have in common that people and Spring Boot's binding take for
	 * one: it looks at neither case nor dashes.
	 * @param name the name
	 * @return the same text for all of them
	 */
	public static String uniform(String name) {
		return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
	}

	/**
	 * Look for what is wrong with a name.
	 * @param name the name
	 * @return what is wrong, as the end of a sentence, or {@code null} if nothing is
	 */
	public static @Nullable String problemOf(String name) {
		if (name.isBlank()) {
			return "is blank";
		}
		if (name.length() > MAX_LENGTH) {
			return "is longer than " + MAX_LENGTH + " characters";
		}
		if (name.equalsIgnoreCase("any")) {
			return "stands for every client and can't name a key";
		}
		if (KeyRedaction.holdsKey(name)) {
			return "looks like a key itself";
		}
		if (name.startsWith("@")) {
			return "begins with '@', which is kept for groups of peers such as '@directory'";
		}
		if (name.toUpperCase(Locale.ROOT).startsWith("SHA256:")) {
			return "looks like the fingerprint of a key";
		}
		if (!name.equals(name.strip()) || DOTS.matcher(name).find()) {
			return "begins or ends with a space or a dot, or has two dots in a row";
		}
		return (ALLOWED.matcher(name).matches() && name.equals(Normalizer.normalize(name, Normalizer.Form.NFKC))) ? null
				: "has a character that could be taken for another or means something in an address; use Latin "
						+ "letters, digits, spaces and any of '_ . : @ + -'";
	}

}
