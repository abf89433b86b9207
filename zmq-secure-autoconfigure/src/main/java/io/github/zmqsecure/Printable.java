/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure;

import org.jspecify.annotations.Nullable;

/**
 * Makes what others sent fit for a line of a log: without the characters that would begin
 * another line, move the cursor or turn the direction of writing, and no longer than a
 * line.
 *
 * @since 0.1.0
 */
public final class Printable {

	private static final int LONGEST = 200;

	private Printable() {
	}

	/**
	 * Return a text that can be logged.
	 * @param text what somebody sent
	 * @return the text, with {@code ?} for each character that is not printed as itself,
	 * cut after 200 characters
	 */
	public static String of(@Nullable Object text) {
		String whole = String.valueOf(text);
		StringBuilder printable = new StringBuilder();
		whole.codePoints().limit(LONGEST).forEach((each) -> printable.appendCodePoint(isPrinted(each) ? each : '?'));
		return (whole.codePointCount(0, whole.length()) > LONGEST) ? printable.append('\u2026').toString()
				: printable.toString();
	}

	private static boolean isPrinted(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
