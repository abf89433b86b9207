// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ.Curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Z85}.
 */
class Z85Tests {

	@Test
	void encodesAndDecodesTheExampleOfTheRfc() {
		byte[] bytes = HexFormat.of().parseHex("864fd26fb559f75b");
		assertThat(Z85.encode(bytes)).isEqualTo("HelloWorld".toCharArray());
		assertThat(Z85.decode("HelloWorld")).isEqualTo(bytes);
	}

	@Test
	void agreesWithJeroMqOnRandomKeys() {
		Random random = new Random(85);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[32];
			random.nextBytes(bytes);
			String text = Curve.z85Encode(bytes);
			assertThat(new String(Z85.encode(bytes))).isEqualTo(text);
			assertThat(Z85.decode(text)).isEqualTo(bytes).isEqualTo(Curve.z85Decode(text));
		}
	}

	@Test
	void takesTheExtremes() {
		assertThat(Z85.decode("00000")).containsOnly(0);
		assertThat(Z85.decode("%nSc0")).containsOnly(0xff);
		assertThat(Z85.decode("")).isEmpty();
		assertThat(Z85.encode(new byte[0])).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%nSc1", "%nSd0", "#####" })
	void refusesMoreThan32Bits(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode(text)).withMessageContaining("32 bits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000", "000000", "0" })
	void refusesOtherLengths(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode(text)).withMessageContaining("multiple of 5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000 ", "0000\"", "0000\\", "0000~", "0000\u00e9", "0000\uff10" })
	void refusesOtherCharactersAndNamesTheirPosition(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Z85.decode("00000" + text))
			.withMessageContaining("character 10 ");
	}

	@Test
	void refusesToEncodeOtherLengths() {
		assertThatIllegalArgumentException().isThrownBy(() -> Z85.encode(new byte[31]));
	}

}
