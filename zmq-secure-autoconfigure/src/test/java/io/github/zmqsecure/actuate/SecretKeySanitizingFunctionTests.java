// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretKeySanitizingFunction}.
 */
class SecretKeySanitizingFunctionTests {

	private final CurveKeyPair pair = CurveKeyPair.generate();

	private final SecretKeySanitizingFunction sanitizing = new SecretKeySanitizingFunction(
			() -> new DefaultCurveKeys(CurveKeySet.of(Map.of("mine", this.pair), Map.of())));

	@ParameterizedTest
	@ValueSource(strings = { "zmq.secure.keys.mine.secret-key", "zmq.secure.keys.mine.secretKey",
			"zmq.secure.keys[mine].secret_key", "ZMQ_SECURE_KEYS_MINE_SECRETKEY", "zmq.secure.keys.my.own.secretkey" })
	void hidesItsPropertyInAnySpelling(String property) {
		assertThat(sanitize(property, "malformed")).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(new SecretKeySanitizingFunction(() -> null).apply(new SanitizableData(null, property, "any"))
			.getValue()).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@Test
	void hidesASecretKeyWhereverItAppears() {
		String z85 = new String(this.pair.secretKey().toZ85());
		String hex = HexFormat.of().formatHex(this.pair.secretKey().toBytes());
		assertThat(sanitize("MY_KEY", z85)).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("MY_KEY", hex)).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("MY_KEY", hex.toUpperCase(Locale.ROOT))).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("sun.java.command", "app.jar --k=" + z85 + " -v"))
			.isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@Test
	void showsEverythingElse() {
		String other = new String(CurveKeyPair.generate().secretKey().toZ85());
		assertThat(sanitize("zmq.secure.keys.mine.public-key", this.pair.publicKey().toZ85()))
			.isEqualTo(this.pair.publicKey().toZ85());
		assertThat(sanitize("some.text", other)).isEqualTo(other);
		assertThat(sanitize("some.number", 42)).isEqualTo(42);
		assertThat(sanitize("nothing", null)).isNull();
	}

	private Object sanitize(String key, Object value) {
		return this.sanitizing.apply(new SanitizableData(null, key, value)).getValue();
	}

}
