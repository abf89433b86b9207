// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;

/**
 * The primitives of NaCl that CURVE needs (RFC 26), in NaCl's zero-padded calling
 * convention: a plaintext begins with 32 zero bytes, a box with 16. Implementations are
 * thread-safe and keep no key material after a call. Callers have checked all array
 * lengths.
 *
 * @since 0.1.0
 */
public interface NaclProvider {

	/**
	 * Return the name, as the property {@code zmq.secure.crypto.provider} writes it.
	 * @return {@code bouncy-castle} or {@code libsodium}
	 */
	String name();

	/**
	 * Return the version of the underlying library.
	 * @return the version, {@code unknown} if the library does not tell
	 */
	String version();

	/**
	 * Return one line for people: which library, and from where.
	 * @return the description
	 */
	String description();

	/**
	 * Seal with XSalsa20-Poly1305 ({@code crypto_secretbox}).
	 * @param box receives 16 zero bytes, the tag of 16 bytes and the ciphertext; may be
	 * {@code message}
	 * @param message the plaintext after 32 zero bytes
	 * @param length the bytes of {@code message} to seal with the padding, at least 32
	 * @param nonce the nonce, in the first 24 bytes
	 * @param key the key, in the first 32 bytes
	 */
	void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key);

	/**
	 * Open with XSalsa20-Poly1305 ({@code crypto_secretbox_open}). The tag is compared in
	 * constant time and before anything is decrypted.
	 * @param message receives 32 zero bytes and the plaintext, untouched if the box is
	 * refused; may be {@code box}
	 * @param box the tag and the ciphertext after 16 zero bytes
	 * @param length the bytes of {@code box} to open with the padding, at least 32
	 * @param nonce the nonce, in the first 24 bytes
	 * @param key the key, in the first 32 bytes
	 * @return whether the tag was right
	 */
	boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key);

	/**
	 * Create a box for many messages with one key.
	 * @param key the key, in the first 32 bytes; copied
	 * @param prefix the nonces' first 16 bytes
	 * @return the box
	 */
	CounterBox counterBox(byte[] key, byte[] prefix);

	/**
	 * Multiply a point with a scalar by X25519 (RFC 7748).
	 * @param product receives the 32 bytes of the shared point
	 * @param scalar the secret key, in the first 32 bytes
	 * @param point the public key, in the first 32 bytes
	 * @return whether the product is usable: {@code false} if it is all zeros, because
	 * the point has a low order
	 */
	boolean multiply(byte[] product, byte[] scalar, byte[] point);

	/**
	 * Derive a public key by X25519 (RFC 7748).
	 * @param product receives the 32 bytes of the public key
	 * @param scalar the secret key, in the first 32 bytes
	 */
	void multiplyBase(byte[] product, byte[] scalar);

	/**
	 * Derive a key with HSalsa20.
	 * @param out receives 32 bytes; may be {@code key}
	 * @param in the input of 16 bytes
	 * @param key the key, in the first 32 bytes
	 */
	void hsalsa20(byte[] out, byte[] in, byte[] key);

	/**
	 * Fill an array with cryptographically strong random bytes.
	 * @param bytes the array to fill
	 */
	void randomBytes(byte[] bytes);

	/**
	 * Derive the key that two peers share ({@code crypto_box_beforenm}).
	 * @param shared receives the key of 32 bytes; random bytes if the point is refused,
	 * so that a caller who ignores the answer cannot go on with a key that others know
	 * @param publicKey the public key of the peer, in the first 32 bytes
	 * @param secretKey our own secret key, in the first 32 bytes
	 * @return whether the public key was usable, as {@link #multiply} tells
	 */
	default boolean sharedKey(byte[] shared, byte[] publicKey, byte[] secretKey) {
		byte[] point = new byte[32];
		try {
			if (!multiply(point, secretKey, publicKey)) {
				randomBytes(point);
				System.arraycopy(point, 0, shared, 0, 32);
				return false;
			}
			hsalsa20(shared, new byte[16], point);
			return true;
		}
		finally {
			Arrays.fill(point, (byte) 0);
		}
	}

}
