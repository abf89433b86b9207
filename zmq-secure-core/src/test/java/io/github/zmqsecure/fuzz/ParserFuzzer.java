// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.util.Locale;

import io.github.zmqsecure.fuzz.ParserFuzzTests.Target;

/**
 * Has Jazzer, which is guided by the code that is reached, feed one {@link Target}. Run
 * by the profile {@code fuzz}.
 */
public final class ParserFuzzer {

	private static Target target = Target.HEADERS;

	private ParserFuzzer() {
	}

	/**
	 * Choose who is fed.
	 * @param arguments the name of the target, in lower case
	 */
	public static void fuzzerInitialize(String[] arguments) {
		target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
	}

	/**
	 * Feed it.
	 * @param bytes what it is fed
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		target.feed(bytes);
	}

}
