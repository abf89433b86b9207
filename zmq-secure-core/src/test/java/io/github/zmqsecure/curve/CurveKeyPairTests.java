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

package io.github.zmqsecure.curve;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveKeyPair}.
 */
class CurveKeyPairTests {

	@Test
	void generatesDifferentPairsThatGoTogether() {
		CurveKeyPair first = CurveKeyPair.generate();
		CurveKeyPair second = CurveKeyPair.generate();
		assertThat(first).isNotEqualTo(second);
		assertThat(first.secretKey().derivePublicKey()).isEqualTo(first.publicKey());
	}

	@Test
	void isMadeOfASecretKeyAlone() {
		CurveSecretKey secretKey = CurveSecretKey.parse(CurveSecretKeyTests.HEX);
		CurveKeyPair pair = CurveKeyPair.of(secretKey);
		assertThat(pair.secretKey()).isSameAs(secretKey);
		assertThat(pair.publicKey().toZ85()).isEqualTo(CurvePublicKeyTests.Z85);
		assertThat(pair).hasToString(CurvePublicKeyTests.FINGERPRINT);
	}

	@Test
	void isEqualWhenThePublicKeyIs() {
		CurveSecretKey secretKey = CurveSecretKey.parse(CurveSecretKeyTests.HEX);
		CurveKeyPair pair = CurveKeyPair.of(CurvePublicKey.parse(CurvePublicKeyTests.HEX), secretKey);
		assertThat(pair).isEqualTo(CurveKeyPair.of(secretKey)).hasSameHashCodeAs(CurveKeyPair.of(secretKey));
	}

	@Test
	void refusesKeysThatDoNotGoTogether() {
		CurveKeyPair pair = CurveKeyPair.generate();
		CurveKeyPair other = CurveKeyPair.generate();
		assertThatExceptionOfType(InvalidCurveKeyException.class)
			.isThrownBy(() -> CurveKeyPair.of(other.publicKey(), pair.secretKey()))
			.withMessageContaining(other.publicKey().fingerprint())
			.withMessageContaining(pair.publicKey().fingerprint())
			.withMessageNotContaining(new String(pair.secretKey().toZ85()));
	}

}
