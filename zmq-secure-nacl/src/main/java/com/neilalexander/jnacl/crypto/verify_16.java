// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

import io.github.zmqsecure.nacl.NaclClassPath;

/**
 * NaCl's {@code crypto_verify_16}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class verify_16 implements NaclClassPath.Replacement {

	private verify_16() {
	}

	/**
	 * Compare 16 bytes in constant time.
	 * @param x the one array
	 * @param xoffset where its bytes begin
	 * @param y the other array
	 * @return 0 if they are equal, else -1
	 */
	public static int crypto_verify(byte[] x, int xoffset, byte[] y) {
		byte[] left = Arrays.copyOfRange(x, xoffset, xoffset + 16);
		return MessageDigest.isEqual(left, Arrays.copyOf(y, 16)) ? 0 : -1;
	}

}
