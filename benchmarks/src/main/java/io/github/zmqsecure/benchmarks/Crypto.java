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

package io.github.zmqsecure.benchmarks;

/**
 * What the micro benchmarks call, by NaCl's convention.
 */
interface Crypto {

	int seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key);

	int open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key);

	int sharedKey(byte[] shared, byte[] publicKey, byte[] secretKey);

	int multiply(byte[] product, byte[] scalar, byte[] point);

	static Crypto of(Contestant contestant) {
		return switch (contestant.crypto()) {
			case JNACL -> new JnaclCrypto();
			case BOUNCY_CASTLE, LIBSODIUM -> new ReplacementCrypto(contestant.crypto());
			default -> throw new IllegalArgumentException(contestant.label() + " cannot be called from here");
		};
	}

	static boolean hasLibsodium() {
		try {
			of(Contestant.LIBSODIUM);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
