// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.Arrays;

/**
 * A CURVE secret key: 32 bytes, an X25519 scalar. Secret keys that are all zeros or of
 * another length, and those of the example pairs in ZeroMQ's manual pages, are refused.
 * <p>
 * Immutable and thread-safe. Secret keys are compared by identity only; compare their
 * public halves instead. {@link #toString()} shows nothing.
 *
 * @since 0.1.0
 */
public final class CurveSecretKey {

	private final byte[] bytes;

	private final CurvePublicKey publicKey;

	private CurveSecretKey(byte[] bytes, CurvePublicKey publicKey) {
		this.bytes = bytes;
		this.publicKey = publicKey;
	}

	/**
	 * Return the secret key with the given bytes.
	 * @param bytes the 32 bytes of the key, which are copied; the caller wipes its own
	 * @return the key
	 * @throws InvalidCurveKeyException if the key is malformed or publicly known
	 */
	public static CurveSecretKey of(byte[] bytes) {
		return checked(bytes.clone());
	}

	/**
	 * Return the secret key that a text stands for, without making a string of it.
	 * @param text 40 characters of Z85 or 64 hexadecimal digits
	 * @return the key
	 * @throws InvalidCurveKeyException if the key is malformed or publicly known
	 */
	public static CurveSecretKey parse(CharSequence text) {
		return checked(KeyText.decode("secret", text));
	}

	/**
	 * Return the public key that goes with this secret key.
	 * @return the public key
	 */
	public CurvePublicKey derivePublicKey() {
		return this.publicKey;
	}

	/**
	 * Return the bytes of this key. Wipe them after use:
	 * {@code Arrays.fill(bytes, (byte) 0)}.
	 * @return a copy of the 32 bytes
	 */
	public byte[] toBytes() {
		return this.bytes.clone();
	}

	/**
	 * Return this key as ZeroMQ writes it, for a certificate file. Wipe it after use:
	 * {@code Arrays.fill(text, '\0')}.
	 * @return a new array of 40 characters of Z85
	 */
	public char[] toZ85() {
		return Z85.encode(this.bytes);
	}

	/**
	 * Return a constant text.
	 * @return {@code [secret]}
	 */
	@Override
	public String toString() {
		return "[secret]";
	}

	private static CurveSecretKey checked(byte[] bytes) {
		try {
			KeyText.check("secret", bytes);
			return new CurveSecretKey(bytes, CurvePublicKey.of(PublicKeyDerivation.derive(bytes)));
		}
		catch (InvalidCurveKeyException ex) {
			Arrays.fill(bytes, (byte) 0);
			throw ex;
		}
	}

}
