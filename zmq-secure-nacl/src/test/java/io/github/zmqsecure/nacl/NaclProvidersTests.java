// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NaclProvidersTests {

	@AfterEach
	void reset() {
		NaclProviders.select(NaclMode.AUTO, null);
	}

	@Test
	void choosesByItself() {
		assertThat(NaclProviders.current()).isSameAs(NaclProviders.selection().provider());
	}

	@Test
	void prefersLibsodium() {
		Prerequisites.provider(NaclMode.LIBSODIUM);
		NaclSelection selection = NaclProviders.select(NaclMode.AUTO, null);
		assertThat(selection.provider().name()).isEqualTo("libsodium");
		assertThat(selection.provider().version()).matches("1\\.0\\.\\d+");
		assertThat(selection.provider().description()).startsWith("libsodium 1.0.").contains("(");
		assertThat(selection.refusals()).isEmpty();
	}

	@Test
	void saysWhatLibsodiumNeeds() {
		NaclSelection selection = NaclProviders.select(NaclMode.AUTO, Path.of("target/no-such-library.so"));
		assertThat(selection.provider().description()).isEqualTo("Bouncy Castle 1.87");
		assertThat(selection.refusals()).singleElement()
			.asString()
			.startsWith("libsodium: ")
			.containsAnyOf("JDK 22", "no-such-library", "loaded already");
	}

	@Test
	void keepsWhatWasInUseWhenAnotherCannotBeUsed() {
		NaclProviders.select(NaclMode.BOUNCY_CASTLE, null);
		assertThatExceptionOfType(NaclProviderException.class)
			.isThrownBy(() -> NaclProviders.select(NaclMode.LIBSODIUM, Path.of("target/no-such-library.so")));
		assertThat(NaclProviders.current().name()).isEqualTo("bouncy-castle");
	}

	@Test
	void changesTheProviderAtOnce() {
		NaclProvider libsodium = Prerequisites.provider(NaclMode.LIBSODIUM);
		NaclProviders.select(NaclMode.BOUNCY_CASTLE, null);
		assertThat(NaclProviders.current().name()).isEqualTo("bouncy-castle");
		NaclProviders.select(NaclMode.LIBSODIUM, null);
		assertThat(NaclProviders.current().name()).isEqualTo(libsodium.name());
	}

	@Test
	void testsAProviderOnceForTheSameWish() {
		NaclSelection selection = NaclProviders.select(NaclMode.BOUNCY_CASTLE, null);
		assertThat(NaclProviders.select(NaclMode.BOUNCY_CASTLE, null)).isSameAs(selection);
		NaclProviders.select(NaclMode.AUTO, null);
		assertThat(NaclProviders.select(NaclMode.BOUNCY_CASTLE, null)).isNotSameAs(selection);
	}

}
