// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import org.jspecify.annotations.Nullable;

/**
 * Seals and opens messages with one key and nonces of a fixed prefix and a counter, as
 * the messages of a CURVE connection have them (RFC 26). The first bytes of a plaintext
 * are worked on in place, the rest comes from and goes to another array, so that nobody
 * need put them together or take them apart. Holds the key until it is
 * {@linkplain #wipe() wiped}. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface CounterBox {

	/**
	 * The bytes at the start of a box, with its padding, with which {@link #startOpening}
	 * begins: a block of Salsa20.
	 */
	int HEAD = 64;

	/**
	 * Seal with XSalsa20-Poly1305.
	 * @param box has the beginning of the plaintext 32 bytes after {@code offset}, and
	 * receives 16 zero bytes at {@code offset}, the tag of 16 bytes and the ciphertext
	 * @param offset where the box begins in its array
	 * @param beginning the bytes of the plaintext that are there already
	 * @param rest the array with the rest of the plaintext, which is only read
	 * @param from where the rest begins
	 * @param length the bytes of the rest
	 * @param counter the last 8 bytes of the nonce, in big-endian order; never the same
	 * twice
	 * @throws IllegalStateException if the key was wiped
	 */
	void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter);

	/**
	 * Open with XSalsa20-Poly1305. The tag is compared in constant time, and nothing of
	 * the plaintext is handed over before.
	 * @param box the tag and the ciphertext after 16 bytes, which become 32 zero bytes
	 * and the beginning of the plaintext, and nothing that is defined behind it;
	 * untouched if the box is refused
	 * @param length the bytes of {@code box} to open with the padding, at least 32 more
	 * than the beginning
	 * @param beginning the bytes of the plaintext to leave there
	 * @param counter the last 8 bytes of the nonce, in big-endian order
	 * @return the rest of the plaintext, or {@code null} if the tag was wrong
	 * @throws IllegalStateException if the key was wiped
	 */
	byte @Nullable [] open(byte[] box, int length, int beginning, long counter);

	/**
	 * Begin to open a box that arrives in pieces, as
	 * {@link #open(byte[], int, int, long)} opens one that is there. Each box that is
	 * begun takes the place of the one before.
	 * @param head the first {@value #HEAD} bytes of the box with its padding, unchanged
	 * @param counter the last 8 bytes of the nonce, in big-endian order
	 * @throws IllegalStateException if the key was wiped
	 */
	void startOpening(byte[] head, long counter);

	/**
	 * Open the next piece in place. What comes out of it is not authentic yet, and must
	 * not be looked at before {@link #finishOpening} said so.
	 * @param rest has the ciphertext where the plaintext is to be, as it is behind the
	 * beginning
	 * @param beginning the bytes of the plaintext that are not part of {@code rest}
	 * @param from where the piece begins in the box with its padding: {@value #HEAD}, or
	 * where the last one ended
	 * @param to where it ends, a multiple of {@value #HEAD} unless it is the last
	 */
	void openPiece(byte[] rest, int beginning, int from, int to);

	/**
	 * Compare the tag, in constant time, with that of the pieces.
	 * @param head what was given to {@link #startOpening}, whose end becomes the
	 * beginning of the plaintext; unchanged if the box is refused
	 * @param beginning the bytes of the plaintext that are not part of {@code rest}, less
	 * than 32
	 * @param rest the rest of the plaintext, which gets its first bytes; zero if the box
	 * is refused
	 * @return whether the tag was right
	 */
	boolean finishOpening(byte[] head, int beginning, byte[] rest);

	/**
	 * Seal in place.
	 * @param array the plaintext after 32 zero bytes, which becomes the tag of 16 bytes
	 * and the ciphertext after 16 zero bytes
	 * @param length the bytes of {@code array} to seal with the padding, at least 32
	 * @param counter the last 8 bytes of the nonce, in big-endian order; never the same
	 * twice
	 * @throws IllegalStateException if the key was wiped
	 */
	default void seal(byte[] array, int length, long counter) {
		seal(array, 0, length - 32, array, length, 0, counter);
	}

	/**
	 * Open in place.
	 * @param array the tag and the ciphertext after 16 bytes, which become the plaintext
	 * after 32 zero bytes; untouched if the box is refused
	 * @param length the bytes of {@code array} to open with the padding, at least 32
	 * @param counter the last 8 bytes of the nonce, in big-endian order
	 * @return whether the tag was right
	 * @throws IllegalStateException if the key was wiped
	 */
	default boolean open(byte[] array, int length, long counter) {
		return open(array, length, length - 32, counter) != null;
	}

	/**
	 * Forget the key. The box must not be used any more.
	 */
	void wipe();

}
