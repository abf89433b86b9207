// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.CryptoBox;
import io.github.zmqsecure.nacl.NaclClassPath;

/**
 * NaCl's {@code crypto_box}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class curve25519xsalsa20poly1305 implements NaclClassPath.Replacement {

	/**
	 * Length of a public key.
	 */
	public static final int crypto_secretbox_PUBLICKEYBYTES = 32;

	/**
	 * Length of a secret key.
	 */
	public static final int crypto_secretbox_SECRETKEYBYTES = 32;

	/**
	 * Length of a shared key.
	 */
	public static final int crypto_secretbox_BEFORENMBYTES = 32;

	/**
	 * Length of a nonce.
	 */
	public static final int crypto_secretbox_NONCEBYTES = 24;

	/**
	 * Zeros before a message.
	 */
	public static final int crypto_secretbox_ZEROBYTES = 32;

	/**
	 * Zeros before a box.
	 */
	public static final int crypto_secretbox_BOXZEROBYTES = 16;

	private curve25519xsalsa20poly1305() {
	}

	/**
	 * Derive a public key.
	 * @param pk receives the public key
	 * @param sk the secret key
	 * @return 0
	 */
	public static int crypto_box_getpublickey(byte[] pk, byte[] sk) {
		return CryptoBox.scalarmultBase(pk, sk);
	}

	/**
	 * Generate a pair of keys.
	 * @param pk receives the public key
	 * @param sk receives the secret key
	 * @return 0
	 */
	public static int crypto_box_keypair(byte[] pk, byte[] sk) {
		return CryptoBox.keypair(pk, sk);
	}

	/**
	 * Derive the key that two peers share.
	 * @param k receives the shared key
	 * @param pk the peer's public key
	 * @param sk our secret key
	 * @return 0, or -1 if the public key has a low order
	 */
	public static int crypto_box_beforenm(byte[] k, byte[] pk, byte[] sk) {
		return CryptoBox.beforenm(k, pk, sk);
	}

	/**
	 * Seal with a shared key.
	 * @param c receives the box after 16 zero bytes
	 * @param m the message after 32 zero bytes
	 * @param mlen the length of the message with its zeros
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the length is less than 32
	 */
	public static int crypto_box_afternm(byte[] c, byte[] m, long mlen, byte[] n, byte[] k) {
		return CryptoBox.seal(c, m, mlen, n, k);
	}

	/**
	 * Seal a whole array with a shared key.
	 * @param c receives the box after 16 zero bytes
	 * @param m the message after 32 zero bytes
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the length is less than 32
	 */
	public static int crypto_box_afternm(byte[] c, byte[] m, byte[] n, byte[] k) {
		return CryptoBox.seal(c, m, m.length, n, k);
	}

	/**
	 * Open with a shared key.
	 * @param m receives the message after 32 zero bytes; untouched if the box is refused
	 * @param c the box after 16 zero bytes
	 * @param clen the length of the box with its zeros
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the box is not authentic or the length is less than 32
	 */
	public static int crypto_box_open_afternm(byte[] m, byte[] c, long clen, byte[] n, byte[] k) {
		return CryptoBox.open(m, c, clen, n, k);
	}

	/**
	 * Open a whole array with a shared key.
	 * @param m receives the message after 32 zero bytes; untouched if the box is refused
	 * @param c the box after 16 zero bytes
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0, or -1 if the box is not authentic or the length is less than 32
	 */
	public static int crypto_box_open_afternm(byte[] m, byte[] c, byte[] n, byte[] k) {
		return CryptoBox.open(m, c, c.length, n, k);
	}

	/**
	 * Seal for a public key.
	 * @param c receives the box after 16 zero bytes
	 * @param m the message after 32 zero bytes
	 * @param mlen the length of the message with its zeros
	 * @param n the nonce, 24 bytes
	 * @param pk the peer's public key
	 * @param sk our secret key
	 * @return 0, or -1 if the public key has a low order or the length is less than 32
	 */
	public static int crypto_box(byte[] c, byte[] m, long mlen, byte[] n, byte[] pk, byte[] sk) {
		return CryptoBox.box(c, m, mlen, n, pk, sk);
	}

	/**
	 * Seal a whole array for a public key.
	 * @param c receives the box after 16 zero bytes
	 * @param m the message after 32 zero bytes
	 * @param n the nonce, 24 bytes
	 * @param pk the peer's public key
	 * @param sk our secret key
	 * @return 0, or -1 if the public key has a low order or the length is less than 32
	 */
	public static int crypto_box(byte[] c, byte[] m, byte[] n, byte[] pk, byte[] sk) {
		return CryptoBox.box(c, m, m.length, n, pk, sk);
	}

	/**
	 * Open from a public key.
	 * @param m receives the message after 32 zero bytes; untouched if the box is refused
	 * @param c the box after 16 zero bytes
	 * @param clen the length of the box with its zeros
	 * @param n the nonce, 24 bytes
	 * @param pk the peer's public key
	 * @param sk our secret key
	 * @return 0, or -1 if the box is not authentic, the public key has a low order or the
	 * length is less than 32
	 */
	public static int crypto_box_open(byte[] m, byte[] c, long clen, byte[] n, byte[] pk, byte[] sk) {
		return CryptoBox.boxOpen(m, c, clen, n, pk, sk);
	}

	/**
	 * Open a whole array from a public key.
	 * @param m receives the message after 32 zero bytes; untouched if the box is refused
	 * @param c the box after 16 zero bytes
	 * @param n the nonce, 24 bytes
	 * @param pk the peer's public key
	 * @param sk our secret key
	 * @return 0, or -1 if the box is not authentic, the public key has a low order or the
	 * length is less than 32
	 */
	public static int crypto_box_open(byte[] m, byte[] c, byte[] n, byte[] pk, byte[] sk) {
		return CryptoBox.boxOpen(m, c, c.length, n, pk, sk);
	}

}
