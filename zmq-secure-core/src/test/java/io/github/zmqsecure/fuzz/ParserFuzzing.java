// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.io.IOException;
import java.util.Locale;

import io.github.zmqsecure.fuzz.ParserFuzzTests.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Has {@link Jazzer} look for what parses badly. Run by the profile {@code fuzz} only.
 */
class ParserFuzzing {

	@ParameterizedTest
	@EnumSource
	void findsNothing(Target target) throws IOException, InterruptedException {
		Jazzer.fuzz(ParserFuzzer.class, target.name().toLowerCase(Locale.ROOT));
	}

}
