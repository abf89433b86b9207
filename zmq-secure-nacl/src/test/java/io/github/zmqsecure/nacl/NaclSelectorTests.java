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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NaclSelectorTests {

	@Test
	void takesTheFirstThatIsUsable() {
		NaclSelection selection = new NaclSelector(List.of(missing(), NaclCandidate.bouncyCastle(), missing()))
			.select(NaclMode.AUTO);
		assertThat(selection.provider()).isInstanceOf(BouncyCastleNacl.class);
		assertThat(selection.refusals()).containsExactly(new NaclRefusal("libsodium", "not installed"));
	}

	@Test
	void refusesProviderThatFailsItsKnownAnswerTestAndTakesTheNext() {
		for (BrokenNacl.Fault fault : BrokenNacl.Fault.values()) {
			NaclCandidate broken = new NaclCandidate("libsodium", NaclMode.LIBSODIUM, () -> new BrokenNacl(fault));
			NaclSelection selection = new NaclSelector(List.of(broken, NaclCandidate.bouncyCastle()))
				.select(NaclMode.AUTO);
			assertThat(selection.provider()).as(fault.name()).isInstanceOf(BouncyCastleNacl.class);
			assertThat(selection.refusals()).singleElement()
				.satisfies((refusal) -> assertThat(refusal.reason()).contains("failed its known-answer test"));
		}
	}

	@Test
	void throwsIfTheProviderThatWasAskedForIsMissing() {
		assertThatExceptionOfType(NaclProviderException.class)
			.isThrownBy(
					() -> new NaclSelector(List.of(missing(), NaclCandidate.bouncyCastle())).select(NaclMode.LIBSODIUM))
			.withMessageContaining("LIBSODIUM")
			.withMessageContaining("not installed");
	}

	@Test
	void takesTheProviderThatWasAskedFor() {
		NaclSelection selection = new NaclSelector(List.of(missing(), NaclCandidate.bouncyCastle()))
			.select(NaclMode.BOUNCY_CASTLE);
		assertThat(selection.provider().name()).isEqualTo("bouncy-castle");
		assertThat(selection.refusals()).isEmpty();
	}

	private static NaclCandidate missing() {
		return new NaclCandidate("libsodium", NaclMode.LIBSODIUM, () -> {
			throw new NaclProviderException("not installed");
		});
	}

}
