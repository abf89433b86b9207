// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.security.SecureRandom;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A CURVE public key and the secret key that goes with it. Immutable and thread-safe; two
 * pairs are equal when their public keys are.
 *
 * @since 0.1.0
 */
public final class CurveKeyPair {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final CurvePublicKey publicKey;

	private final CurveSecretKey secretKey;

	private CurveKeyPair(CurvePublicKey publicKey, CurveSecretKey secretKey) {
		this.publicKey = publicKey;
		this.secretKey = secretKey;
	}

	/**
	 * Make a new key pair from the platform's secure random source.
	 * @return a new key pair
	 */
	public static CurveKeyPair generate() {
		byte[] bytes = new byte[KeyText.KEY_SIZE];
		try {
			RANDOM.nextBytes(bytes);
			return of(CurveSecretKey.of(bytes));
		}
		finally {
			Arrays.fill(bytes, (byte) 0);
		}
	}

	/**
	 * Return the key pair of a secret key.
	 * @param secretKey the secret key
	 * @return the key pair, with the derived public key
	 */
	public static CurveKeyPair of(CurveSecretKey secretKey) {
		return new CurveKeyPair(secretKey.derivePublicKey(), secretKey);
	}

	/**
	 * Return the key pair of two keys that must go together.
	 * @param publicKey the public key
	 * @param secretKey the secret key
	 * @return the key pair
	 * @throws InvalidCurveKeyException if the public key is not that of the secret key
	 */
	public static CurveKeyPair of(CurvePublicKey publicKey, CurveSecretKey secretKey) {
		CurvePublicKey derived = secretKey.derivePublicKey();
		if (!derived.equals(publicKey)) {
			throw new InvalidCurveKeyException(
					"The CURVE public key %s does not go with the secret key, whose public ".formatted(publicKey)
							+ "key is %s; correct one of them, or leave the public key out, as it can be derived"
								.formatted(derived));
		}
		return new CurveKeyPair(publicKey, secretKey);
	}

	/**
	 * Return the public key.
	 * @return the public key
	 */
	public CurvePublicKey publicKey() {
		return this.publicKey;
	}

	/**
	 * Return the secret key.
	 * @return the secret key
	 */
	public CurveSecretKey secretKey() {
		return this.secretKey;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CurveKeyPair pair && this.publicKey.equals(pair.publicKey));
	}

	@Override
	public int hashCode() {
		return this.publicKey.hashCode();
	}

	/**
	 * Return the fingerprint of the public key.
	 * @return the fingerprint
	 */
	@Override
	public String toString() {
		return this.publicKey.fingerprint();
	}

}
