// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
