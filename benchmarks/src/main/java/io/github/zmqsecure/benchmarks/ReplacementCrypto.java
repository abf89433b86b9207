// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import com.neilalexander.jnacl.crypto.curve25519;
import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.nacl.NaclProviders;

/**
 * The classes of the replacement, as JeroMQ calls them.
 */
class ReplacementCrypto implements Crypto {

	ReplacementCrypto(Contestant contestant) {
		NaclProviders.select(NaclMode.valueOf(contestant.name()), null);
	}

	@Override
	public int seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		return curve25519xsalsa20poly1305.crypto_box_afternm(box, message, length, nonce, key);
	}

	@Override
	public int open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		return curve25519xsalsa20poly1305.crypto_box_open_afternm(message, box, length, nonce, key);
	}

	@Override
	public int sharedKey(byte[] shared, byte[] publicKey, byte[] secretKey) {
		return curve25519xsalsa20poly1305.crypto_box_beforenm(shared, publicKey, secretKey);
	}

	@Override
	public int multiply(byte[] product, byte[] scalar, byte[] point) {
		return curve25519.crypto_scalarmult(product, scalar, point);
	}

}
