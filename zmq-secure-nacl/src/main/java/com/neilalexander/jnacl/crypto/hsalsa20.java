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
