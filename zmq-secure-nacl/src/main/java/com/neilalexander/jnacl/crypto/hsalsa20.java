// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl.crypto;

import io.github.zmqsecure.nacl.NaclClassPath;
import io.github.zmqsecure.nacl.SalsaCore;
import org.jspecify.annotations.Nullable;

/**
 * NaCl's {@code crypto_core_hsalsa20}. Thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("MemberName")
public final class hsalsa20 implements NaclClassPath.Replacement {

	private hsalsa20() {
	}

	/**
	 * Derive a key.
	 * @param out receives 32 bytes
	 * @param in 16 bytes, {@code null} for zeros
	 * @param k the key, 32 bytes
	 * @param c the constant, 16 bytes
	 * @return 0
	 */
	public static int crypto_core(byte[] out, byte @Nullable [] in, byte[] k, byte[] c) {
		SalsaCore.hsalsa20(out, (in != null) ? in : new byte[16], k, c);
		return 0;
	}

}
