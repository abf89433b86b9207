// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurvePublicKey}.
 */
class CurvePublicKeyTests {

	static final String HEX = "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c";

	static final String Z85 = "2CVWV6D&QXW]Ii55A)@qco1MAyn+7#3/w+9Xnrjk";

	static final String FINGERPRINT = "SHA256:qqj/9wO1CyKX9PbhNQj3JCDZb9Aeu4TLB0RJyq72QEE";

	@Test
	void readsBothSpellings() {
		CurvePublicKey key = CurvePublicKey.parse(Z85);
		assertThat(key).isEqualTo(CurvePublicKey.parse(HEX))
			.isEqualTo(CurvePublicKey.parse(HEX.toUpperCase(Locale.ROOT)))
			.isEqualTo(CurvePublicKey.of(HexFormat.of().parseHex(HEX)))
			.hasSameHashCodeAs(CurvePublicKey.parse(HEX));
		assertThat(key.toZ85()).isEqualTo(Z85);
		assertThat(key.toBytes()).isEqualTo(HexFormat.of().parseHex(HEX));
	}

	@Test
	void differsFromOtherKeys() {
		CurvePublicKey key = CurvePublicKey.parse(Z85);
		assertThat(key).isNotEqualTo(CurveKeyPair.generate().publicKey()).isNotEqualTo(Z85);
	}

	@Test
	void printsTheFingerprintAsOpenSshDoes() {
		CurvePublicKey key = CurvePublicKey.parse(Z85);
		assertThat(key.fingerprint()).isEqualTo(FINGERPRINT);
		assertThat(key).hasToString(FINGERPRINT);
	}

	@Test
	void copiesItsBytes() {
		byte[] bytes = HexFormat.of().parseHex(HEX);
		CurvePublicKey key = CurvePublicKey.of(bytes);
		Arrays.fill(bytes, (byte) 1);
		Arrays.fill(key.toBytes(), (byte) 1);
		assertThat(key.toBytes()).isEqualTo(HexFormat.of().parseHex(HEX));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 31, 33, 64 })
	void refusesOtherSizes(int size) {
		byte[] bytes = new byte[size];
		Arrays.fill(bytes, (byte) 9);
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.of(bytes))
			.withMessageContaining(size + " bytes instead of 32");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "\"" + Z85 + "\"", Z85 + "\n", " " + Z85 })
	void refusesOtherLengthsWithoutShowingTheText(String text) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(text))
			.withMessageContaining(text.length() + " characters instead of 40 (Z85) or 64 (hexadecimal)")
			.withMessageNotContaining(Z85);
	}

	@Test
	void refusesOtherCharactersWithoutShowingTheText() {
		String z85 = Z85.substring(0, 39) + "~";
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(z85))
			.withMessageContaining("character 40 is not in the Z85 alphabet")
			.withMessageNotContaining(z85.substring(0, 10));
		String hex = HEX.substring(0, 63) + "g";
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(hex))
			.withMessageContaining("character 64 is not a hexadecimal digit")
			.withMessageNotContaining(hex.substring(0, 10));
	}

	@Test
	void refusesZeros() {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.of(new byte[32]))
			.withMessageContaining("all zeros");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0100000000000000000000000000000000000000000000000000000000000000",
			"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
			"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
			"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" })
	void refusesPointsOfLowOrder(String hex) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(hex))
			.withMessageContaining("low order");
	}

	@ParameterizedTest
	@ValueSource(strings = { "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
			"0900000000000000000000000000000000000000000000000000000000000080" })
	void refusesOtherSpellingsOfAKey(String hex) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(hex))
			.withMessageContaining("canonical");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7e",
			"ed00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" })
	void takesTheLargestCanonicalKeys(String hex) {
		assertThat(CurvePublicKey.parse(hex).toBytes()).isEqualTo(HexFormat.of().parseHex(hex));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
			"BB88471D65E2659B30C55A5321CEBB5AAB2B70A398645C26DCA2B2FCB43FC518",
			"54FCBA24E93249969316FB617C872BB0C1D1FF14800427C594CBFACF1BC2D652" })
	void refusesTheKeysOfTheManualPages(String text) {
		assertThatExceptionOfType(InvalidCurveKeyException.class).isThrownBy(() -> CurvePublicKey.parse(text))
			.withMessageContaining("manual pages")
			.withMessageContaining("curve_keygen");
	}

}
