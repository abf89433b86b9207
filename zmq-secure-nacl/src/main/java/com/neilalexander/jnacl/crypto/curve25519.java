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
