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
