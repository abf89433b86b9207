// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
