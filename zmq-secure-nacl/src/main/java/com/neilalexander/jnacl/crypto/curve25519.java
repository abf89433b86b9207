// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.CryptoBox;
import io.github.zmqsecure.nacl.NaclClassPath;

/**
 * NaCl's {@code crypto_scalarmult}: X25519 of RFC 7748. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class curve25519 implements NaclClassPath.Replacement {

	private curve25519() {
	}

	/**
	 * Derive a public key.
	 * @param q receives the public key
	 * @param n the secret key
	 * @return 0
	 */
	public static int crypto_scalarmult_base(byte[] q, byte[] n) {
		return CryptoBox.scalarmultBase(q, n);
	}

	/**
	 * Multiply a point with a scalar.
	 * @param q receives the product
	 * @param n the secret key
	 * @param p the public key
	 * @return 0, or -1 if the point has a low order
	 */
	public static int crypto_scalarmult(byte[] q, byte[] n, byte[] p) {
		return CryptoBox.scalarmult(q, n, p);
	}

}
