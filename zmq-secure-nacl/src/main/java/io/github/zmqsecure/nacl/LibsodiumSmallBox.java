// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * XSalsa20-Poly1305 by libsodium of small messages, with the key that HSalsa20 derived.
 * It works on an array of its own, since pointers to any other cost more garbage than
 * copying so little does. Nothing of a message stays in it. For one thread.
 */
class LibsodiumSmallBox {

	/** The largest box, with its padding. */
	static final int LIMIT = 2048;

	private static final int ZEROS = 32;

	private static final int TAG = 16;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final byte[] array = new byte[LIMIT];

	private final byte[] nonce = new byte[Long.BYTES];

	private final byte[] opened = new byte[LIMIT];

	private final byte[] tag = new byte[TAG];

	private final Object arrayPointer;

	private final Object textPointer;

	private final Object noncePointer;

	private final Object openedPointer;

	private final Object tagPointer;

	LibsodiumSmallBox(ForeignLibrary library) {
		this.arrayPointer = library.pointer(this.array, 0);
		this.textPointer = library.pointer(this.array, ZEROS);
		this.noncePointer = library.pointer(this.nonce, 0);
		this.openedPointer = library.pointer(this.opened, 0);
		this.tagPointer = library.pointer(this.tag, 0);
	}

	/**
	 * Seal as {@link CounterBox#seal(byte[], int, int, byte[], int, int, long)} does.
	 * @param subkey a pointer to the key
	 */
	void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter, Object subkey) {
		int start = ZEROS + beginning;
		int end = start + length;
		Arrays.fill(this.array, 0, ZEROS, (byte) 0);
		System.arraycopy(box, offset + ZEROS, this.array, ZEROS, beginning);
		System.arraycopy(rest, from, this.array, start, length);
		LONG.set(this.nonce, 0, counter);
		LibsodiumCalls.xorSmall(this.arrayPointer, this.arrayPointer, end, this.noncePointer, subkey);
		LibsodiumCalls.tag(this.tagPointer, this.textPointer, end - ZEROS, this.arrayPointer);
		Arrays.fill(this.array, 0, TAG, (byte) 0);
		System.arraycopy(this.tag, 0, this.array, TAG, TAG);
		System.arraycopy(this.array, 0, box, offset, end);
	}

	/**
	 * Open a box up to where its plaintext is to be taken from the array. The stream is
	 * computed once, for the key of the tag and the plaintext, which leaves here only if
	 * the tag was right.
	 * @param subkey a pointer to the key
	 * @return whether the tag was right
	 */
	boolean open(byte[] box, int length, byte[] rest, long counter, Object subkey) {
		Arrays.fill(this.array, 0, ZEROS, (byte) 0);
		System.arraycopy(box, ZEROS, this.array, ZEROS, length - ZEROS);
		System.arraycopy(box, TAG, this.tag, 0, TAG);
		LONG.set(this.nonce, 0, counter);
		LibsodiumCalls.xorSmall(this.openedPointer, this.arrayPointer, length, this.noncePointer, subkey);
		boolean authentic = LibsodiumCalls.verifyTag(this.tagPointer, this.textPointer, length - ZEROS,
				this.openedPointer) == 0;
		if (authentic) {
			int start = length - rest.length;
			System.arraycopy(this.opened, start, rest, 0, rest.length);
			Arrays.fill(box, 0, ZEROS, (byte) 0);
			System.arraycopy(this.opened, ZEROS, box, ZEROS, start - ZEROS);
		}
		Arrays.fill(this.opened, 0, length, (byte) 0);
		return authentic;
	}

}
