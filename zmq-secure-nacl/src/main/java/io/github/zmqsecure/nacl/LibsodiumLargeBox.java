// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * XSalsa20-Poly1305 by libsodium in pieces. While a call works on an array of the heap
 * the garbage collector waits for it, so no call may handle more than {@link #LIMIT}
 * bytes, which takes about 25 microseconds. Pieces of this size are as fast as the whole.
 */
class LibsodiumLargeBox {

	/**
	 * The most bytes that one call may handle; a multiple of the block of Salsa20.
	 */
	static final int LIMIT = 32 * 1024;

	private static final int BLOCK = 64;

	private static final int ZEROS = 32;

	private static final int BOX_ZEROS = 16;

	private static final int TAG = 16;

	private static final int STATE_SIZE = 256;

	private final ForeignLibrary library;

	private final ThreadLocal<Object> states = ThreadLocal.withInitial(this::newState);

	LibsodiumLargeBox(ForeignLibrary library) {
		this.library = library;
	}

	void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		Object state = state();
		for (int offset = 0; offset < length; offset += LIMIT) {
			int piece = Math.min(LIMIT, length - offset);
			LibsodiumCalls.xor(box, message, offset, piece, nonce, offset / BLOCK, key);
			if (offset == 0) {
				LibsodiumCalls.tagInit(state, box);
			}
			update(state, box, offset, piece);
		}
		Arrays.fill(box, 0, BOX_ZEROS, (byte) 0);
		finishTag(state, box, BOX_ZEROS);
	}

	boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		if (!isAuthentic(box, length, nonce, key)) {
			return false;
		}
		for (int offset = 0; offset < length; offset += LIMIT) {
			int piece = Math.min(LIMIT, length - offset);
			LibsodiumCalls.xor(message, box, offset, piece, nonce, offset / BLOCK, key);
		}
		Arrays.fill(message, 0, ZEROS, (byte) 0);
		return true;
	}

	private boolean isAuthentic(byte[] box, int length, byte[] nonce, byte[] key) {
		byte[] tagKey = new byte[ZEROS];
		LibsodiumCalls.xor(tagKey, tagKey, 0, tagKey.length, nonce, 0, key);
		Object state = startTag(tagKey);
		Arrays.fill(tagKey, (byte) 0);
		for (int offset = 0; offset < length; offset += LIMIT) {
			update(state, box, offset, Math.min(LIMIT, length - offset));
		}
		return hasTag(state, box);
	}

	/**
	 * Begin to compute a tag.
	 * @param key the key of the tag
	 * @return the state, to update before another tag is begun on this thread
	 */
	Object startTag(byte[] key) {
		Object state = state();
		LibsodiumCalls.tagInit(state, key);
		return state;
	}

	/**
	 * Put a tag where it belongs.
	 * @param state the state that all of the ciphertext went through
	 * @param tag receives the tag
	 * @param offset where it is put
	 */
	void finishTag(Object state, byte[] tag, int offset) {
		byte[] computed = new byte[TAG];
		LibsodiumCalls.tagFinal(state, computed);
		System.arraycopy(computed, 0, tag, offset, TAG);
	}

	/**
	 * Compare a tag with that of a box, in constant time.
	 * @param state the state that all of the ciphertext went through
	 * @param box the box after its padding
	 * @return whether they are the same
	 */
	boolean hasTag(Object state, byte[] box) {
		byte[] computed = new byte[TAG];
		LibsodiumCalls.tagFinal(state, computed);
		return MessageDigest.isEqual(computed, Arrays.copyOfRange(box, BOX_ZEROS, ZEROS));
	}

	/** What computes the tags of this thread; libsodium wipes it with each tag. */
	Object state() {
		return this.states.get();
	}

	/** The same for a tag that is not computed at once. */
	Object newState() {
		return this.library.allocate(STATE_SIZE, BLOCK);
	}

	private void update(Object state, byte[] box, int offset, int length) {
		int skipped = (offset == 0) ? ZEROS : 0;
		LibsodiumCalls.tagUpdate(state, box, offset + skipped, length - skipped);
	}

}
