// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is wrong and how to mend it, which messages of exceptions have in one sentence.
 *
 * @param problem what is wrong, as a sentence
 * @param action what to do about it, as a sentence
 */
record Explanation(String problem, String action) {

	private static final String SEPARATOR = "; ";

	/**
	 * Take a message apart.
	 * @param message the message, the action after a semicolon
	 * @param otherwise the action for a message that has none
	 * @return the explanation
	 */
	static Explanation of(@Nullable String message, String otherwise) {
		String text = String.valueOf(message);
		int separator = text.lastIndexOf(SEPARATOR);
		return (separator < 0) ? new Explanation(sentence(StringUtils.capitalize(text)), otherwise)
				: new Explanation(sentence(StringUtils.capitalize(text.substring(0, separator))),
						sentence(StringUtils.capitalize(text.substring(separator + SEPARATOR.length()))));
	}

	/**
	 * Return what to do about a value that has quotes around it, as some tools leave them
	 * around what a variable or a file of properties says.
	 * @param value the value as it was written
	 * @return this explanation, or one with another action
	 */
	Explanation forWritten(@Nullable Object value) {
		String text = (value instanceof String string) ? string : "";
		char first = text.isEmpty() ? ' ' : text.charAt(0);
		boolean quoted = text.length() > 1 && (first == '"' || first == '\'')
				&& text.charAt(text.length() - 1) == first;
		return (quoted)
				? new Explanation(this.problem, "Remove the quotes, which are taken for part of the value here.")
				: this;
	}

	private static String sentence(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

}
