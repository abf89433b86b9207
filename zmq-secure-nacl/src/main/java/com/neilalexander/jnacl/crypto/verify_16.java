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
