// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.NaclClassPath;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * NaCl's {@code crypto_onetimeauth}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class poly1305 implements NaclClassPath.Replacement {

	private poly1305() {
	}

	/**
	 * Verify a tag in constant time.
	 * @param h holds the tag of 16 bytes
	 * @param hoffset where the tag begins
	 * @param in holds the message
	 * @param inoffset where the message begins
	 * @param inlen how long the message is
	 * @param k the key, 32 bytes
	 * @return 0 if the tag is right, else -1
	 */
	public static int crypto_onetimeauth_verify(byte[] h, int hoffset, byte[] in, int inoffset, long inlen, byte[] k) {
		byte[] expected = new byte[16];
		crypto_onetimeauth(expected, 0, in, inoffset, inlen, k);
		return verify_16.crypto_verify(h, hoffset, expected);
	}

	/**
	 * Compute a tag.
	 * @param out receives the tag of 16 bytes
	 * @param outoffset where the tag goes
	 * @param in holds the message
	 * @param inoffset where the message begins
	 * @param inlen how long the message is
	 * @param k the key, 32 bytes
	 * @return 0
	 */
	public static int crypto_onetimeauth(byte[] out, int outoffset, byte[] in, int inoffset, long inlen, byte[] k) {
		Poly1305 mac = new Poly1305();
		mac.init(new KeyParameter(k, 0, 32));
		mac.update(in, inoffset, (int) inlen);
		mac.doFinal(out, outoffset);
		return 0;
	}

}
