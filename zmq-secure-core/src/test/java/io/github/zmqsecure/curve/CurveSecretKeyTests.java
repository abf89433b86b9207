// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ.Curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurveSecretKey}.
 */
class CurveSecretKeyTests {

	static final String HEX = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

	static final String Z85 = "0rJua1Qkhq2)}4G4gS)W5Ft->6=4P585:Cl9uDpB";

	@Test
	void derivesThePublicKeyAsLibzmqDoes() {
		assertThat(CurveSecretKey.parse(HEX).derivePublicKey().toZ85()).isEqualTo(CurvePublicKeyTests.Z85);
		assertThat(CurveSecretKey.parse(CharBuffer.wrap(Z85)).derivePublicKey().toZ85())
			.isEqualTo(CurvePublicKeyTests.Z85);
	}

	@Test
	void derivesThePublicKeyAsJeroMqDoes() {
		for (int i = 0; i < 20; i++) {
			Curve.KeyPair pair = Curve.generateKeyPair();
			assertThat(CurveSecretKey.parse(pair.secretKey).derivePublicKey().toZ85()).isEqualTo(pair.publicKey);
		}
	}

	@Test
	void givesItselfAwayOnlyWhenAsked() {
		CurveSecretKey key = CurveSecretKey.parse(Z85);
		assertThat(key).hasToString("[secret]");
		assertThat(key.toBytes()).isEqualTo(HexFormat.of().parseHex(HEX));
		assertThat(key.toZ85()).isEqualTo(Z85.toCharArray());
	}

	@Test
	void isComparedByIdentity() {
		assertThat(CurveSecretKey.parse(Z85)).isNotEqualTo(CurveSecretKey.parse(Z85));
	}

	@Test
	void copiesItsBytes() {
		byte[] bytes = HexFormat.of().parseHex(HEX);
		CurveSecretKey key = CurveSecretKey.of(bytes);
		Arrays.fill(bytes, (byte) 0);
		Arrays.fill(key.toBytes(), (byte) 0);
		assertThat(key.toBytes()).isEqualTo(HexFormat.of().parseHex(HEX));
	}

	@Test
	void refusesZeros() {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurveSecretKey.parse("0".repeat(40)))
			.withMessageContaining("all zeros");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 31, 33 })
	void refusesOtherSizes(int size) {
		byte[] bytes = new byte[size];
		Arrays.fill(bytes, (byte) 9);
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurveSecretKey.of(bytes))
			.withMessageContaining("secret key has " + size + " bytes instead of 32");
	}

	@ParameterizedTest
	@ValueSource(strings = { "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6",
			"7BB864B489AFA3671FBE69101F94B38972F24816DFB01B51656B3FEC8DFD0888",
			"8E0BDD697628B91D8F245587EE95C5B04D48963F79259877B49CD9063AEAD3B7",
			"78B864B489AFA3671FBE69101F94B38972F24816DFB01B51656B3FEC8DFD0848" })
	void refusesTheKeysOfTheManualPages(String text) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurveSecretKey.parse(text))
			.withMessageContaining("manual pages")
			.withMessageNotContaining(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
			"5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb" })
	void refusesTheKeysOfTheRfc(String text) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurveSecretKey.parse(text))
			.withMessageContaining("RFC 7748")
			.withMessageNotContaining(text);
	}

	@Test
	void refusesMalformedTextWithoutShowingIt() {
		String text = Z85.substring(0, 39) + "~";
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurveSecretKey.parse(text))
			.withMessageContaining("secret key is malformed")
			.withMessageNotContaining(text.substring(0, 6))
			.withNoCause();
	}

}
