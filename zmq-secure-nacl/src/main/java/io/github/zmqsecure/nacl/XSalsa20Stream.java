// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The key stream of XSalsa20 from Bouncy Castle's core, joined to the text a word at a
 * time. The key that HSalsa20 derives serves all nonces with the same first 16 bytes. Not
 * thread-safe.
 */
class XSalsa20Stream {

	private static final int BLOCK = 64;

	/** NaCl takes the first bytes of the stream for the key of the tag. */
	private static final int TAG_KEY = 32;

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long UNSIGNED = 0xffffffffL;

	private final int[] state = new int[16];

	private final int[] block = new int[16];

	/**
	 * Set the key and the first 16 bytes of the nonce.
	 * @param key the key of 32 bytes
	 * @param nonce the nonce, whose further bytes are ignored
	 */
	void init(byte[] key, byte[] nonce) {
		SalsaCore.load(this.state, nonce, key);
		SalsaCore.deriveKey(this.state, this.block);
	}

	/**
	 * Begin the stream of a message.
	 * @param nonce the last 8 bytes of the nonce, in little-endian order
	 * @param tagKey receives the first 32 bytes of the stream
	 */
	void start(long nonce, byte[] tagKey) {
		this.state[6] = (int) nonce;
		this.state[7] = (int) (nonce >>> 32);
		this.state[8] = 0;
		this.state[9] = 0;
		nextBlock();
		for (int i = 0; i < TAG_KEY / 4; i++) {
			INT.set(tagKey, 4 * i, this.block[i]);
		}
	}

	/**
	 * Join a part of the stream to a text. After a {@link #start} the parts follow each
	 * other: the first begins behind the bytes that are the key of the tag, every other
	 * at the block behind the former.
	 * @param in the text
	 * @param inStart where the byte would be in it that the stream begins with
	 * @param out receives the result; may be {@code in}
	 * @param outStart the same in {@code out}
	 * @param from where the part begins in the stream
	 * @param to where it ends
	 */
	void xor(byte[] in, int inStart, byte[] out, int outStart, int from, int to) {
		int skipped = from % BLOCK;
		for (int start = from - skipped; from < to && start < to; start += BLOCK) {
			if (start > 0) {
				nextBlock();
			}
			xorBlock(in, inStart + start, out, outStart + start, skipped, Math.min(BLOCK, to - start));
			skipped = 0;
		}
	}

	private void xorBlock(byte[] in, int inStart, byte[] out, int outStart, int from, int to) {
		int i = from;
		for (; i + 8 <= to; i += 8) {
			long key = (this.block[i >> 2] & UNSIGNED) | ((long) this.block[(i >> 2) + 1] << 32);
			LONG.set(out, outStart + i, (long) LONG.get(in, inStart + i) ^ key);
		}
		for (; i < to; i++) {
			int key = this.block[i >> 2] >>> (8 * (i & 3));
			out[outStart + i] = (byte) (in[inStart + i] ^ key);
		}
	}

	void wipe() {
		Arrays.fill(this.state, 0);
		Arrays.fill(this.block, 0);
	}

	private void nextBlock() {
		SalsaCore.salsa20(this.state, this.block);
		if (++this.state[8] == 0) {
			this.state[9]++;
		}
	}

}
