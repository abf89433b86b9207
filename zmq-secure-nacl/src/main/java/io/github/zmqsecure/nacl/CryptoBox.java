// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * NaCl's functions with its return codes (0 for success, -1 for refusal) over the
 * {@linkplain NaclProviders#current() current provider}, which is what the classes of
 * {@code com.neilalexander.jnacl} delegate to. All methods are thread-safe. Arrays that
 * are too short bring an {@link IndexOutOfBoundsException}, as they do with jnacl.
 *
 * @since 0.1.0
 */
public final class CryptoBox {

	private static final int REFUSED = -1;

	private static final int KEY_LENGTH = 32;

	private static final int NONCE_LENGTH = 24;

	private static final int MINIMUM_LENGTH = 32;

	private static final CurveHandshakes handshakes = new CurveHandshakes();

	private CryptoBox() {
	}

	/**
	 * Have a CURVE server answer to the keys of a ring; for HELLOs that come from now on.
	 * The ring belongs to the one array that is given: to the socket that is configured
	 * with it and to no other, even if that has an equal key. It is held as long as the
	 * array is.
	 * @param configured the array with which the socket is configured as its secret key
	 * @param ring the keys to answer to
	 */
	public static void useServerKeyRing(byte[] configured, ServerKeyRing ring) {
		checkKey(configured);
		handshakes.useRing(configured, ring);
	}

	/**
	 * Return which key of a CURVE server its client addressed, once the server has opened
	 * the vouch. To be called once for a handshake.
	 * @param shortTermSecret the array with the server's short-term secret key of the
	 * connection
	 * @return the server's public key, or {@code null} if it isn't known (any more)
	 */
	public static byte @Nullable [] takeAddressedServerKey(byte[] shortTermSecret) {
		return handshakes.takeAddressed(shortTermSecret);
	}

	/**
	 * Forget the keys that are kept of a server's handshake, since its connection has
	 * ended.
	 * @param key the array with the client's short-term public key, or that with the
	 * server's short-term secret key
	 */
	public static void forgetHandshake(byte[] key) {
		handshakes.forget(key);
	}

	/**
	 * Seal with a shared key ({@code crypto_secretbox}, {@code crypto_box_afternm}).
	 * @param box receives the box after 16 zero bytes
	 * @param message the message after 32 zero bytes
	 * @param length the length of the message and its padding
	 * @param nonce the nonce of 24 bytes
	 * @param key the key of 32 bytes
	 * @return 0, or -1 if the length is less than 32
	 */
	public static int seal(byte[] box, byte[] message, long length, byte[] nonce, byte[] key) {
		if (length < MINIMUM_LENGTH) {
			return REFUSED;
		}
		checkLengths(box, message, length, nonce);
		checkKey(key);
		NaclProviders.current().seal(box, message, (int) length, nonce, key);
		return 0;
	}

	/**
	 * Open with a shared key ({@code crypto_secretbox_open},
	 * {@code crypto_box_open_afternm}).
	 * @param message receives the message after 32 zero bytes; untouched on refusal
	 * @param box the box after 16 zero bytes
	 * @param length the length of the box and its padding
	 * @param nonce the nonce of 24 bytes
	 * @param key the key of 32 bytes
	 * @return 0, or -1 if the box is not authentic or the length is less than 32
	 */
	public static int open(byte[] message, byte[] box, long length, byte[] nonce, byte[] key) {
		if (length < MINIMUM_LENGTH) {
			return REFUSED;
		}
		checkLengths(message, box, length, nonce);
		checkKey(key);
		return code(NaclProviders.current().open(message, box, (int) length, nonce, key));
	}

	/**
	 * Seal for a public key ({@code crypto_box}).
	 * @param box receives the box after 16 zero bytes
	 * @param message the message after 32 zero bytes
	 * @param length the length of the message and its padding
	 * @param nonce the nonce of 24 bytes
	 * @param publicKey the receiver's key
	 * @param secretKey the sender's key
	 * @return 0, or -1 if the public key has a low order or the length is less than 32
	 */
	public static int box(byte[] box, byte[] message, long length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		if (length < MINIMUM_LENGTH) {
			return REFUSED;
		}
		checkLengths(box, message, length, nonce);
		checkKey(publicKey);
		checkKey(secretKey);
		byte[] shared = new byte[KEY_LENGTH];
		try {
			if (!handshakes.sealingKey(shared, nonce, publicKey, secretKey)) {
				return REFUSED;
			}
			NaclProviders.current().seal(box, message, (int) length, nonce, shared);
			return 0;
		}
		finally {
			Arrays.fill(shared, (byte) 0);
		}
	}

	/**
	 * Open from a public key ({@code crypto_box_open}). The boxes of a CURVE handshake
	 * (RFC 26) are told by their nonces, and the vouch of the client must name the server
	 * key that the handshake began with.
	 * @param message receives the message after 32 zero bytes; without plaintext on
	 * refusal
	 * @param box the box after 16 zero bytes
	 * @param length the length of the box and its padding
	 * @param nonce the nonce of 24 bytes
	 * @param publicKey the sender's key
	 * @param secretKey the receiver's key
	 * @return 0, or -1 if the box is not authentic, the public key has a low order, the
	 * vouch is for another server or the length is less than 32
	 */
	public static int boxOpen(byte[] message, byte[] box, long length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		if (length < MINIMUM_LENGTH) {
			return REFUSED;
		}
		checkLengths(message, box, length, nonce);
		checkKey(publicKey);
		checkKey(secretKey);
		return code(handshakes.open(message, box, (int) length, nonce, publicKey, secretKey));
	}

	/**
	 * Derive the key that two peers share ({@code crypto_box_beforenm}).
	 * @param shared receives the key of 32 bytes, random bytes on refusal
	 * @param publicKey the peer's key
	 * @param secretKey our key
	 * @return 0, or -1 if the public key has a low order
	 */
	public static int beforenm(byte[] shared, byte[] publicKey, byte[] secretKey) {
		checkKey(shared);
		checkKey(publicKey);
		checkKey(secretKey);
		return code(handshakes.messageKey(shared, publicKey, secretKey));
	}

	/**
	 * Generate a pair of keys ({@code crypto_box_keypair}).
	 * @param publicKey receives the public key
	 * @param secretKey receives the secret key
	 * @return 0
	 */
	public static int keypair(byte[] publicKey, byte[] secretKey) {
		checkKey(secretKey);
		NaclProviders.current().randomBytes(secretKey);
		return scalarmultBase(publicKey, secretKey);
	}

	/**
	 * Derive a public key ({@code crypto_scalarmult_base}).
	 * @param publicKey receives the public key
	 * @param secretKey the secret key
	 * @return 0
	 */
	public static int scalarmultBase(byte[] publicKey, byte[] secretKey) {
		checkKey(publicKey);
		checkKey(secretKey);
		NaclProviders.current().multiplyBase(publicKey, secretKey);
		return 0;
	}

	/**
	 * Multiply a point with a scalar ({@code crypto_scalarmult}).
	 * @param product receives the product
	 * @param scalar the secret key
	 * @param point the public key
	 * @return 0, or -1 if the point has a low order
	 */
	public static int scalarmult(byte[] product, byte[] scalar, byte[] point) {
		checkKey(product);
		checkKey(scalar);
		checkKey(point);
		return code(NaclProviders.current().multiply(product, scalar, point));
	}

	private static void checkLengths(byte[] out, byte[] in, long length, byte[] nonce) {
		Objects.checkFromIndexSize(0L, length, out.length);
		Objects.checkFromIndexSize(0L, length, in.length);
		Objects.checkFromIndexSize(0, NONCE_LENGTH, nonce.length);
	}

	private static void checkKey(byte[] key) {
		Objects.checkFromIndexSize(0, KEY_LENGTH, key.length);
	}

	private static int code(boolean success) {
		return success ? 0 : REFUSED;
	}

}
