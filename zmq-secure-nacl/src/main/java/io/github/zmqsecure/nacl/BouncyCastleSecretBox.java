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

package io.github.zmqsecure.nacl;

import java.security.MessageDigest;
import java.util.Arrays;

import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * XSalsa20-Poly1305 as NaCl puts them together: the first 32 bytes of the key stream are
 * the key of the tag. Not thread-safe; wipes itself after each call.
 */
class BouncyCastleSecretBox {

	private static final int ZEROS = 32;

	private static final int BOX_ZEROS = 16;

	private static final int TAG = 16;

	private final XSalsa20Stream stream = new XSalsa20Stream();

	private final Poly1305 poly1305 = new Poly1305();

	private final KeyParameter tagKey = new KeyParameter(new byte[32]);

	private final byte[] tag = new byte[TAG];

	private final byte[] expected = new byte[TAG];

	void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		this.stream.start(nonce, key);
		this.stream.xor(message, 0, box, 0, length);
		System.arraycopy(box, 0, this.tagKey.getKey(), 0, 32);
		computeTag(box, length);
		Arrays.fill(box, 0, BOX_ZEROS, (byte) 0);
		System.arraycopy(this.tag, 0, box, BOX_ZEROS, TAG);
		wipe();
	}

	boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		this.stream.start(nonce, key);
		byte[] tagKey = this.tagKey.getKey();
		Arrays.fill(tagKey, (byte) 0);
		this.stream.xor(tagKey, 0, tagKey, 0, 32);
		computeTag(box, length);
		System.arraycopy(box, BOX_ZEROS, this.expected, 0, TAG);
		boolean authentic = MessageDigest.isEqual(this.tag, this.expected);
		if (authentic) {
			this.stream.restart();
			this.stream.xor(box, 0, message, 0, length);
			Arrays.fill(message, 0, ZEROS, (byte) 0);
		}
		wipe();
		return authentic;
	}

	private void computeTag(byte[] box, int length) {
		this.poly1305.init(this.tagKey);
		this.poly1305.update(box, ZEROS, length - ZEROS);
		this.poly1305.doFinal(this.tag, 0);
	}

	private void wipe() {
		Arrays.fill(this.tagKey.getKey(), (byte) 0);
		Arrays.fill(this.tag, (byte) 0);
		this.poly1305.init(this.tagKey);
		this.stream.wipe();
	}

}
