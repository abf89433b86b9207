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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.bouncycastle.crypto.engines.XSalsa20Engine;

/**
 * Bouncy Castle's XSalsa20 with its key stream joined to the text a word at a time, and
 * without objects for parameters. Not thread-safe.
 */
class XSalsa20Stream extends XSalsa20Engine {

	private static final int BLOCK = 64;

	private static final int KEY_LENGTH = 32;

	private static final int NONCE_LENGTH = 24;

	private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private final byte[] key = new byte[KEY_LENGTH];

	private final byte[] nonce = new byte[NONCE_LENGTH];

	void start(byte[] nonce, byte[] key) {
		System.arraycopy(nonce, 0, this.nonce, 0, NONCE_LENGTH);
		System.arraycopy(key, 0, this.key, 0, KEY_LENGTH);
		setKey(this.key, this.nonce);
		resetCounter();
	}

	void restart() {
		resetCounter();
	}

	/**
	 * Join the key stream to the text. Only the last call after a {@link #start} may pass
	 * a length that is no multiple of 64.
	 * @param in the text
	 * @param inOffset where it starts
	 * @param out receives the result; may be {@code in} at the same offset
	 * @param outOffset where it goes
	 * @param length how many bytes
	 */
	void xor(byte[] in, int inOffset, byte[] out, int outOffset, int length) {
		int[] words = this.x;
		int done = 0;
		while (length - done >= BLOCK) {
			nextBlock(words);
			for (int i = 0; i < BLOCK; i += 4) {
				int word = (int) WORD.get(in, inOffset + done + i) ^ words[i >> 2];
				WORD.set(out, outOffset + done + i, word);
			}
			done += BLOCK;
		}
		if (done < length) {
			nextBlock(words);
			for (int i = 0; done + i < length; i++) {
				int key = words[i >> 2] >>> (8 * (i & 3));
				out[outOffset + done + i] = (byte) (in[inOffset + done + i] ^ key);
			}
		}
	}

	void wipe() {
		Arrays.fill(this.key, (byte) 0);
		Arrays.fill(this.engineState, 0);
		Arrays.fill(this.x, 0);
	}

	private void nextBlock(int[] words) {
		salsaCore(DEFAULT_ROUNDS, this.engineState, words);
		advanceCounter();
	}

}
