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
