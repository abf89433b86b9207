// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PublicKeyDerivation}.
 */
class PublicKeyDerivationTests {

	private static final long SEED = 20_261_127;

	@ParameterizedTest
	@MethodSource("secretKeys")
	void isWhatBouncyCastleDerives(byte[] secretKey) {
		byte[] before = secretKey.clone();
		assertThat(PublicKeyDerivation.derive(secretKey)).isEqualTo(derivedByBouncyCastle(secretKey));
		assertThat(secretKey).isEqualTo(before);
	}

	@Test
	void needsNoX25519OfTheJdk() {
		byte[] secretKey = secretKeys().findFirst().orElseThrow();
		Provider[] providers = Security.getProviders("KeyAgreement.X25519");
		assertThat(providers).isNotEmpty();
		int[] positions = Arrays.stream(providers).mapToInt(PublicKeyDerivationTests::position).toArray();
		Arrays.stream(providers).forEach((provider) -> Security.removeProvider(provider.getName()));
		try {
			assertThat(PublicKeyDerivation.derive(secretKey)).isEqualTo(derivedByBouncyCastle(secretKey));
		}
		finally {
			for (int i = 0; i < providers.length; i++) {
				Security.insertProviderAt(providers[i], positions[i]);
			}
		}
	}

	private static int position(Provider provider) {
		return Arrays.asList(Security.getProviders()).indexOf(provider) + 1;
	}

	static Stream<byte[]> secretKeys() {
		Random random = new Random(SEED);
		Stream<byte[]> any = Stream.generate(() -> {
			byte[] bytes = new byte[KeyText.KEY_SIZE];
			random.nextBytes(bytes);
			return bytes;
		}).limit(50);
		return Stream.concat(any, Stream.of(0, 1, 7, 64, 127, 128, 255).map((each) -> {
			byte[] bytes = new byte[KeyText.KEY_SIZE];
			Arrays.fill(bytes, each.byteValue());
			return bytes;
		}));
	}

	private static byte[] derivedByBouncyCastle(byte[] secretKey) {
		byte[] publicKey = new byte[KeyText.KEY_SIZE];
		X25519.generatePublicKey(secretKey, 0, publicKey, 0);
		return publicKey;
	}

}
