// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
