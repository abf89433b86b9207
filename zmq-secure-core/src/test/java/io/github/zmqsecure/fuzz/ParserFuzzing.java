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
