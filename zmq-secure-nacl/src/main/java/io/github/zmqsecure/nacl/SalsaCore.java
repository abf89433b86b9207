// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;

import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.util.Pack;

/**
 * HSalsa20 and the Salsa20 core as functions of bytes, by Bouncy Castle's
 * {@link Salsa20Engine#salsaCore}.
 *
 * @since 0.1.0
 */
public final class SalsaCore {

	private static final int ROUNDS = 20;

	private static final byte[] SIGMA = { 'e', 'x', 'p', 'a', 'n', 'd', ' ', '3', '2', '-', 'b', 'y', 't', 'e', ' ',
			'k' };

	private SalsaCore() {
	}

	/**
	 * Return the constant "expand 32-byte k" of Salsa20.
	 * @return a fresh copy of the 16 bytes
	 */
	public static byte[] sigma() {
		return SIGMA.clone();
	}

	/**
	 * Compute the 64 bytes of the Salsa20 core.
	 * @param out receives 64 bytes
	 * @param in the input of 16 bytes: nonce and block counter
	 * @param key the key of 32 bytes
	 * @param constant the constant of 16 bytes, usually {@link #sigma()}
	 */
	public static void salsa20(byte[] out, byte[] in, byte[] key, byte[] constant) {
		int[] state = new int[16];
		int[] words = new int[16];
		load(state, in, key, constant);
		salsa20(state, words);
		Pack.intToLittleEndian(words, out, 0);
		wipe(state, words);
	}

	/**
	 * Compute the 32 bytes of HSalsa20: the core without its final addition.
	 * @param out receives 32 bytes
	 * @param in the input of 16 bytes
	 * @param key the key of 32 bytes
	 * @param constant the constant of 16 bytes, usually {@link #sigma()}
	 */
	public static void hsalsa20(byte[] out, byte[] in, byte[] key, byte[] constant) {
		int[] state = new int[16];
		int[] words = new int[16];
		load(state, in, key, constant);
		deriveKey(state, words);
		for (int i = 0; i < 4; i++) {
			Pack.intToLittleEndian(state[1 + i], out, 4 * i);
			Pack.intToLittleEndian(state[11 + i], out, 16 + 4 * i);
		}
		wipe(state, words);
	}

	static void hsalsa20(byte[] out, byte[] in, byte[] key) {
		hsalsa20(out, in, key, SIGMA);
	}

	static void salsa20(int[] state, int[] out) {
		Salsa20Engine.salsaCore(ROUNDS, state, out);
	}

	static void load(int[] state, byte[] in, byte[] key) {
		load(state, in, key, SIGMA);
	}

	/** Put what HSalsa20 makes of a state in the place of its key. */
	static void deriveKey(int[] state, int[] words) {
		salsa20(state, words);
		for (int i = 0; i < 4; i++) {
			state[1 + i] = words[5 * i] - state[5 * i];
			state[11 + i] = words[6 + i] - state[6 + i];
		}
	}

	private static void load(int[] state, byte[] in, byte[] key, byte[] constant) {
		for (int i = 0; i < 4; i++) {
			state[5 * i] = Pack.littleEndianToInt(constant, 4 * i);
			state[1 + i] = Pack.littleEndianToInt(key, 4 * i);
			state[6 + i] = Pack.littleEndianToInt(in, 4 * i);
			state[11 + i] = Pack.littleEndianToInt(key, 16 + 4 * i);
		}
	}

	private static void wipe(int[] state, int[] words) {
		Arrays.fill(state, 0);
		Arrays.fill(words, 0);
	}

}
