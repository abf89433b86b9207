// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandle;

/**
 * libsodium's functions as static methods. The class must not be touched before
 * {@link LibsodiumLibrary#bind}.
 */
final class LibsodiumCalls {

	private static final LibsodiumLibrary library = LibsodiumLibrary.bound();

	private static final MethodHandle SEAL = library.seal;

	private static final MethodHandle OPEN = library.open;

	private static final MethodHandle MULTIPLY = library.multiply;

	private static final MethodHandle MULTIPLY_BASE = library.multiplyBase;

	private static final MethodHandle HSALSA20 = library.hsalsa20;

	private static final MethodHandle RANDOM = library.random;

	private static final MethodHandle XOR = library.xor;

	private static final MethodHandle XOR_WITH_SUBKEY = library.xorWithSubkey;

	private static final MethodHandle XOR_SMALL = library.xorSmall;

	private static final MethodHandle TAG = library.tag;

	private static final MethodHandle VERIFY_TAG = library.verifyTag;

	private static final MethodHandle TAG_INIT = library.tagInit;

	private static final MethodHandle TAG_UPDATE = library.tagUpdate;

	private static final MethodHandle TAG_FINAL = library.tagFinal;

	private LibsodiumCalls() {
	}

	static int seal(byte[] box, byte[] message, long length, byte[] nonce, byte[] key) {
		try {
			return (int) SEAL.invokeExact(box, message, length, nonce, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int open(byte[] message, byte[] box, long length, byte[] nonce, byte[] key) {
		try {
			return (int) OPEN.invokeExact(message, box, length, nonce, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int multiply(byte[] product, byte[] scalar, byte[] point) {
		try {
			return (int) MULTIPLY.invokeExact(product, scalar, point);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int multiplyBase(byte[] product, byte[] scalar) {
		try {
			return (int) MULTIPLY_BASE.invokeExact(product, scalar);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int hsalsa20(byte[] out, byte[] in, byte[] key, byte[] constant) {
		try {
			return (int) HSALSA20.invokeExact(out, in, key, constant);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static void random(byte[] bytes, long length) {
		try {
			RANDOM.invokeExact(bytes, length);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int xor(byte[] out, byte[] in, long offset, long length, byte[] nonce, long block, byte[] key) {
		try {
			return (int) XOR.invokeExact(out, offset, in, offset, length, nonce, block, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int xorWithSubkey(byte[] out, long outOffset, byte[] in, long inOffset, long length, byte[] nonce,
			long block, byte[] key) {
		try {
			return (int) XOR_WITH_SUBKEY.invokeExact(out, outOffset, in, inOffset, length, nonce, block, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int xorSmall(Object out, Object in, long length, Object nonce, Object key) {
		try {
			return (int) XOR_SMALL.invokeExact(out, in, length, nonce, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int tag(Object tag, Object in, long length, Object key) {
		try {
			return (int) TAG.invokeExact(tag, in, length, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int verifyTag(Object tag, Object in, long length, Object key) {
		try {
			return (int) VERIFY_TAG.invokeExact(tag, in, length, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int tagInit(Object state, byte[] key) {
		try {
			return (int) TAG_INIT.invokeExact(state, key);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int tagUpdate(Object state, byte[] in, long offset, long length) {
		try {
			return (int) TAG_UPDATE.invokeExact(state, in, offset, length);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	static int tagFinal(Object state, byte[] tag) {
		try {
			return (int) TAG_FINAL.invokeExact(state, tag);
		}
		catch (Throwable ex) {
			throw unexpected(ex);
		}
	}

	private static IllegalStateException unexpected(Throwable ex) {
		return new IllegalStateException("A call of libsodium failed: " + ex, ex);
	}

}
