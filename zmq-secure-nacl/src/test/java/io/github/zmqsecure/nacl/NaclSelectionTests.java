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

package io.github.zmqsecure.nacl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NaclSelection}.
 */
class NaclSelectionTests {

	@Test
	void takesTheFirstThatIsUsable() {
		NaclSelection selection = NaclSelection.of(NaclMode.AUTO, candidates(NaclSelectionTests::missing));
		assertThat(selection.provider()).isInstanceOf(BouncyCastleNacl.class);
		assertThat(selection.refusals()).containsExactly("libsodium: not installed");
	}

	@Test
	void takesNoOtherWhereTheFirstIsUsable() {
		NaclProvider first = new BouncyCastleNacl();
		NaclSelection selection = NaclSelection.of(NaclMode.AUTO, candidates(() -> first));
		assertThat(selection.provider()).isSameAs(first);
		assertThat(selection.refusals()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void refusesProviderThatFailsItsKnownAnswerTestAndTakesTheNext(BrokenNacl.Fault fault) {
		NaclSelection selection = NaclSelection.of(NaclMode.AUTO, candidates(() -> new BrokenNacl(fault)));
		assertThat(selection.provider()).isInstanceOf(BouncyCastleNacl.class);
		assertThat(selection.refusals()).singleElement()
			.asString()
			.startsWith("libsodium: ")
			.contains("failed its known-answer test for " + fault.test());
	}

	@Test
	void throwsIfTheProviderThatWasAskedForIsMissing() {
		assertThatExceptionOfType(NaclProviderException.class)
			.isThrownBy(() -> NaclSelection.of(NaclMode.LIBSODIUM, candidates(NaclSelectionTests::missing)))
			.withMessageContaining("LIBSODIUM")
			.withMessageContaining("not installed");
	}

	@Test
	void takesTheProviderThatWasAskedFor() {
		NaclSelection selection = NaclSelection.of(NaclMode.BOUNCY_CASTLE, candidates(NaclSelectionTests::missing));
		assertThat(selection.provider().name()).isEqualTo("bouncy-castle");
		assertThat(selection.refusals()).isEmpty();
	}

	private static Map<NaclMode, Supplier<NaclProvider>> candidates(Supplier<NaclProvider> libsodium) {
		Map<NaclMode, Supplier<NaclProvider>> candidates = new LinkedHashMap<>();
		candidates.put(NaclMode.LIBSODIUM, libsodium);
		candidates.put(NaclMode.BOUNCY_CASTLE, BouncyCastleNacl::new);
		return candidates;
	}

	private static NaclProvider missing() {
		throw new NaclProviderException("not installed");
	}

}
