// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.NaclClassPath;
import io.github.zmqsecure.nacl.SalsaCore;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl's {@code crypto_core_salsa20} and {@code crypto_stream_salsa20}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class salsa20 implements NaclClassPath.Replacement {

	private salsa20() {
	}

	/**
	 * Compute the core.
	 * @param out receives 64 bytes
	 * @param in 16 bytes
	 * @param k the key, 32 bytes
	 * @param c the constant, 16 bytes
	 * @return 0
	 */
	public static int crypto_core(byte[] out, byte[] in, byte[] k, byte[] c) {
		SalsaCore.salsa20(out, in, k, c);
		return 0;
	}

	/**
	 * Compute the key stream.
	 * @param c receives the key stream
	 * @param clen how many bytes
	 * @param n holds the nonce of 8 bytes
	 * @param noffset where the nonce begins
	 * @param k the key, 32 bytes
	 * @return 0
	 */
	public static int crypto_stream(byte[] c, int clen, byte[] n, int noffset, byte[] k) {
		return crypto_stream_xor(c, new byte[clen], clen, n, noffset, k);
	}

	/**
	 * Join a message with the key stream.
	 * @param c receives the result
	 * @param m the message
	 * @param mlen how many bytes
	 * @param n holds the nonce of 8 bytes
	 * @param noffset where the nonce begins
	 * @param k the key, 32 bytes
	 * @return 0
	 */
	public static int crypto_stream_xor(byte[] c, byte[] m, int mlen, byte[] n, int noffset, byte[] k) {
		Salsa20Engine engine = new Salsa20Engine();
		engine.init(true, new ParametersWithIV(new KeyParameter(k, 0, 32), n, noffset, 8));
		engine.processBytes(m, 0, mlen, c, 0);
		return 0;
	}

}
