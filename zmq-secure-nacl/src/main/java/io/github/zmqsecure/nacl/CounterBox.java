/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.nacl;

/**
 * Seals and opens messages in place with one key and nonces of a fixed prefix and a
 * counter, as the messages of a CURVE connection have them (RFC 26). Holds the key until
 * it is {@linkplain #wipe() wiped}. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface CounterBox {

	/**
	 * Seal with XSalsa20-Poly1305.
	 * @param array the plaintext after 32 zero bytes, which becomes the tag of 16 bytes
	 * and the ciphertext after 16 zero bytes
	 * @param length the bytes of {@code array} to seal with the padding, at least 32
	 * @param counter the last 8 bytes of the nonce, in big-endian order; never the same
	 * twice
	 * @throws IllegalStateException if the key was wiped
	 */
	void seal(byte[] array, int length, long counter);

	/**
	 * Open with XSalsa20-Poly1305. The tag is compared in constant time and before
	 * anything is decrypted.
	 * @param array the tag and the ciphertext after 16 bytes, which become the plaintext
	 * after 32 zero bytes; untouched if the box is refused
	 * @param length the bytes of {@code array} to open with the padding, at least 32
	 * @param counter the last 8 bytes of the nonce, in big-endian order
	 * @return whether the tag was right
	 * @throws IllegalStateException if the key was wiped
	 */
	boolean open(byte[] array, int length, long counter);

	/**
	 * Forget the key. The box must not be used any more.
	 */
	void wipe();

}
