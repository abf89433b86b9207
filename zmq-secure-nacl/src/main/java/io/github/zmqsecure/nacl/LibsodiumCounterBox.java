// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A {@link CounterBox} by libsodium. The key that HSalsa20 derives from that of the
 * connection and the prefix of the nonces serves all messages, where
 * {@code crypto_secretbox} derives it twice for each. Cipher and tag take turns on
 * pieces, which stay in the caches of the processor in between.
 */
class LibsodiumCounterBox implements CounterBox {

	private static final int ZEROS = 32;

	private static final int TAG = 16;

	private static final int BLOCK = 64;

	private static final int LIMIT = LibsodiumLargeBox.LIMIT;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final byte[] subkey;

	private final Object subkeyPointer;

	private final ThreadLocal<LibsodiumSmallBox> smallBoxes;

	private final LibsodiumLargeBox largeBox;

	private final byte[] nonce = new byte[Long.BYTES];

	private final byte[] tagKey = new byte[ZEROS];

	/** Computes the tag of the box that arrives in pieces. */
	private @Nullable Object arrivingTag;

	private boolean wiped;

	LibsodiumCounterBox(byte[] subkey, Object subkeyPointer, ThreadLocal<LibsodiumSmallBox> smallBoxes,
			LibsodiumLargeBox largeBox) {
		this.subkey = subkey;
		this.subkeyPointer = subkeyPointer;
		this.smallBoxes = smallBoxes;
		this.largeBox = largeBox;
	}

	@Override
	public void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter) {
		start(counter);
		int start = ZEROS + beginning;
		int end = start + length;
		if (end <= LibsodiumSmallBox.LIMIT) {
			this.smallBoxes.get().seal(box, offset, beginning, rest, from, length, counter, this.subkeyPointer);
			return;
		}
		int inPlace = Math.min(end, (start + BLOCK - 1) & -BLOCK);
		System.arraycopy(rest, from, box, offset + start, inPlace - start);
		Arrays.fill(box, offset, offset + ZEROS, (byte) 0);
		xor(box, offset, box, offset, 0, inPlace);
		System.arraycopy(box, offset, this.tagKey, 0, ZEROS);
		Object state = this.largeBox.startTag(this.tagKey);
		Arrays.fill(this.tagKey, (byte) 0);
		update(state, box, offset, ZEROS, inPlace);
		for (int position = inPlace; position < end; position += LIMIT) {
			int piece = Math.min(LIMIT, end - position);
			xor(box, offset, rest, from - start, position, position + piece);
			update(state, box, offset, position, position + piece);
		}
		Arrays.fill(box, offset, offset + TAG, (byte) 0);
		this.largeBox.finishTag(state, box, offset + TAG);
	}

	@Override
	public byte @Nullable [] open(byte[] box, int length, int beginning, long counter) {
		start(counter);
		int start = ZEROS + beginning;
		if (length <= LibsodiumSmallBox.LIMIT) {
			byte[] rest = new byte[length - start];
			return (this.smallBoxes.get().open(box, length, rest, counter, this.subkeyPointer)) ? rest : null;
		}
		int inPlace = Math.min(length, (start + BLOCK - 1) & -BLOCK);
		byte[] rest = new byte[length - start];
		Object state = this.largeBox.state();
		startTag(state);
		update(state, box, 0, ZEROS, inPlace);
		openBlocks(state, rest, -start, box, 0, inPlace, length);
		return finish(state, box, inPlace, start, rest) ? rest : null;
	}

	private void startTag(Object state) {
		xor(this.tagKey, 0, this.tagKey, 0, 0, ZEROS);
		LibsodiumCalls.tagInit(state, this.tagKey);
		Arrays.fill(this.tagKey, (byte) 0);
	}

	private void openBlocks(Object state, byte[] out, int outStart, byte[] in, int inStart, int from, int to) {
		for (int position = from; position < to; position += LIMIT) {
			int end = Math.min(to, position + LIMIT);
			update(state, in, inStart, position, end);
			xor(out, outStart, in, inStart, position, end);
		}
	}

	private boolean finish(Object state, byte[] box, int head, int start, byte[] rest) {
		if (!this.largeBox.hasTag(state, box)) {
			Arrays.fill(rest, (byte) 0);
			return false;
		}
		xor(box, 0, box, 0, 0, head);
		System.arraycopy(box, start, rest, 0, head - start);
		Arrays.fill(box, 0, ZEROS, (byte) 0);
		return true;
	}

	@Override
	public void startOpening(byte[] head, long counter) {
		start(counter);
		if (this.arrivingTag == null) {
			this.arrivingTag = this.largeBox.newState();
		}
		startTag(this.arrivingTag);
		update(this.arrivingTag, head, 0, ZEROS, HEAD);
	}

	@Override
	public void openPiece(byte[] rest, int beginning, int from, int to) {
		int start = -(ZEROS + beginning);
		openBlocks(arrivingTag(), rest, start, rest, start, from, to);
	}

	@Override
	public boolean finishOpening(byte[] head, int beginning, byte[] rest) {
		return finish(arrivingTag(), head, HEAD, ZEROS + beginning, rest);
	}

	private Object arrivingTag() {
		Object tag = this.arrivingTag;
		if (tag == null) {
			throw new IllegalStateException("No box arrives in pieces");
		}
		return tag;
	}

	@Override
	public void wipe() {
		this.wiped = true;
		Arrays.fill(this.subkey, (byte) 0);
		if (this.arrivingTag != null) {
			LibsodiumCalls.tagInit(this.arrivingTag, this.tagKey);
			LibsodiumCalls.tagFinal(this.arrivingTag, new byte[TAG]);
			this.arrivingTag = null;
		}
	}

	private void start(long counter) {
		if (this.wiped) {
			throw new IllegalStateException("The key of this box was wiped");
		}
		LONG.set(this.nonce, 0, counter);
	}

	/**
	 * Join a part of the stream, which begins at a block, to a text. The starts are where
	 * the byte would be that the stream begins with.
	 */
	private void xor(byte[] out, int outStart, byte[] in, int inStart, int from, int to) {
		for (int position = from; position < to; position += LIMIT) {
			LibsodiumCalls.xorWithSubkey(out, outStart + position, in, inStart + position,
					Math.min(LIMIT, to - position), this.nonce, position / BLOCK, this.subkey);
		}
	}

	private static void update(Object state, byte[] box, int start, int from, int to) {
		for (int position = from; position < to; position += LIMIT) {
			LibsodiumCalls.tagUpdate(state, box, start + position, Math.min(LIMIT, to - position));
		}
	}

}
