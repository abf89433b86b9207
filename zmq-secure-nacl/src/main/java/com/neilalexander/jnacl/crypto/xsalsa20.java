// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.NaclClassPath;
import io.github.zmqsecure.nacl.SalsaCore;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl's {@code crypto_stream_xsalsa20}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class xsalsa20 implements NaclClassPath.Replacement {

	/**
	 * The constant of Salsa20.
	 */
	public static final byte[] sigma = SalsaCore.sigma();

	private xsalsa20() {
	}

	/**
	 * Compute the key stream.
	 * @param c receives the key stream
	 * @param clen how many bytes
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0
	 */
	public static int crypto_stream(byte[] c, int clen, byte[] n, byte[] k) {
		return crypto_stream_xor(c, new byte[clen], clen, n, k);
	}

	/**
	 * Join a message with the key stream.
	 * @param c receives the result
	 * @param m the message
	 * @param mlen how many bytes
	 * @param n the nonce, 24 bytes
	 * @param k the key, 32 bytes
	 * @return 0
	 */
	public static int crypto_stream_xor(byte[] c, byte[] m, long mlen, byte[] n, byte[] k) {
		XSalsa20Engine engine = new XSalsa20Engine();
		engine.init(true, new ParametersWithIV(new KeyParameter(k, 0, 32), n, 0, 24));
		engine.processBytes(m, 0, (int) mlen, c, 0);
		return 0;
	}

}
