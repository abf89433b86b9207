// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.CryptoBox;
import io.github.zmqsecure.nacl.NaclClassPath;

/**
 * NaCl's {@code crypto_secretbox}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class xsalsa20poly1305 implements NaclClassPath.Replacement {

	private xsalsa20poly1305() {
	}

	/**
	 * Seal.
	 * @param c receives the box after 16 zero bytes
	 * @param m the message after 32 zero bytes
	 * @param mlen the length of the message with its zeros
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the length is less than 32
	 */
	public static int crypto_secretbox(byte[] c, byte[] m, long mlen, byte[] n, byte[] k) {
		return CryptoBox.seal(c, m, mlen, n, k);
	}

	/**
	 * Open.
	 * @param m receives the message after 32 zero bytes; untouched if the box is refused
	 * @param c the box after 16 zero bytes
	 * @param clen the length of the box with its zeros
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the box is not authentic or the length is less than 32
	 */
	public static int crypto_secretbox_open(byte[] m, byte[] c, long clen, byte[] n, byte[] k) {
		return CryptoBox.open(m, c, clen, n, k);
	}

}
