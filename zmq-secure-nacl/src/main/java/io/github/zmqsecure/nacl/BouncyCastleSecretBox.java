// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.security.MessageDigest;
import java.util.Arrays;

import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * XSalsa20-Poly1305 as NaCl puts them together: the first 32 bytes of the key stream are
 * the key of the tag. Not thread-safe.
 */
class BouncyCastleSecretBox implements CounterBox {

	private static final int ZEROS = 32;

	private static final int BOX_ZEROS = 16;

	private static final int TAG = 16;

	private static final int BLOCK = 64;

	private final XSalsa20Stream stream = new XSalsa20Stream();

	private final Poly1305 poly1305 = new Poly1305();

	private final KeyParameter tagKey = new KeyParameter(new byte[32]);

	private final byte[] tag = new byte[TAG];

	/** The first block of the box that arrives in pieces, opened. */
	private final byte[] arrivingHead = new byte[HEAD];

	private boolean keyed;

	/**
	 * Set the key and the first 16 bytes of the nonce.
	 * @param key the key of 32 bytes
	 * @param nonce the nonce, whose further bytes are ignored
	 * @return this box
	 */
	BouncyCastleSecretBox init(byte[] key, byte[] nonce) {
		this.stream.init(key, nonce);
		this.keyed = true;
		return this;
	}

	@Override
	public void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter) {
		start(Long.reverseBytes(counter));
		int start = ZEROS + beginning;
		int end = start + length;
		int inPlace = Math.min(end, (start + BLOCK - 1) & -BLOCK);
		System.arraycopy(rest, from, box, offset + start, inPlace - start);
		this.stream.xor(box, offset, box, offset, ZEROS, inPlace);
		this.stream.xor(rest, from - start, box, offset, inPlace, end);
		addTag(box, offset, end);
	}

	@Override
	public byte @Nullable [] open(byte[] box, int length, int beginning, long counter) {
		start(Long.reverseBytes(counter));
		if (!isAuthentic(box, length)) {
			return null;
		}
		int start = ZEROS + beginning;
		int inPlace = Math.min(length, (start + BLOCK - 1) & -BLOCK);
		byte[] rest = new byte[length - start];
		this.stream.xor(box, 0, box, 0, ZEROS, inPlace);
		System.arraycopy(box, start, rest, 0, inPlace - start);
		this.stream.xor(box, 0, rest, -start, inPlace, length);
		Arrays.fill(box, 0, ZEROS, (byte) 0);
		return rest;
	}

	@Override
	public void startOpening(byte[] head, long counter) {
		start(Long.reverseBytes(counter));
		this.poly1305.init(this.tagKey);
		this.poly1305.update(head, ZEROS, HEAD - ZEROS);
		this.stream.xor(head, 0, this.arrivingHead, 0, ZEROS, HEAD);
	}

	@Override
	public void openPiece(byte[] rest, int beginning, int from, int to) {
		int start = ZEROS + beginning;
		this.poly1305.update(rest, from - start, to - from);
		this.stream.xor(rest, -start, rest, -start, from, to);
	}

	@Override
	public boolean finishOpening(byte[] head, int beginning, byte[] rest) {
		int start = ZEROS + beginning;
		this.poly1305.doFinal(this.tag, 0);
		boolean authentic = MessageDigest.isEqual(this.tag, Arrays.copyOfRange(head, BOX_ZEROS, ZEROS));
		if (authentic) {
			System.arraycopy(this.arrivingHead, start, rest, 0, HEAD - start);
			System.arraycopy(this.arrivingHead, 0, head, 0, start);
		}
		else {
			Arrays.fill(rest, (byte) 0);
		}
		Arrays.fill(this.arrivingHead, (byte) 0);
		return authentic;
	}

	void seal(byte[] box, byte[] message, int length, long nonce) {
		start(nonce);
		joinPadding(message);
		this.stream.xor(message, 0, box, 0, ZEROS, length);
		addTag(box, 0, length);
	}

	boolean open(byte[] message, byte[] box, int length, long nonce) {
		start(nonce);
		if (!isAuthentic(box, length)) {
			return false;
		}
		this.stream.xor(box, 0, message, 0, ZEROS, length);
		Arrays.fill(message, 0, ZEROS, (byte) 0);
		return true;
	}

	@Override
	public void wipe() {
		this.keyed = false;
		Arrays.fill(this.tagKey.getKey(), (byte) 0);
		Arrays.fill(this.tag, (byte) 0);
		Arrays.fill(this.arrivingHead, (byte) 0);
		this.poly1305.init(this.tagKey);
		this.stream.wipe();
	}

	private void start(long nonce) {
		if (!this.keyed) {
			throw new IllegalStateException("The key of this box was wiped");
		}
		this.stream.start(nonce, this.tagKey.getKey());
	}

	/** NaCl seals the padding as well, so it matters where it is not zero. */
	private void joinPadding(byte[] message) {
		byte[] key = this.tagKey.getKey();
		for (int i = 0; i < ZEROS; i++) {
			key[i] ^= message[i];
		}
	}

	private void addTag(byte[] box, int offset, int length) {
		computeTag(box, offset, length);
		Arrays.fill(box, offset, offset + BOX_ZEROS, (byte) 0);
		System.arraycopy(this.tag, 0, box, offset + BOX_ZEROS, TAG);
	}

	private boolean isAuthentic(byte[] box, int length) {
		computeTag(box, 0, length);
		return MessageDigest.isEqual(this.tag, Arrays.copyOfRange(box, BOX_ZEROS, ZEROS));
	}

	private void computeTag(byte[] box, int offset, int length) {
		this.poly1305.init(this.tagKey);
		this.poly1305.update(box, offset + ZEROS, length - ZEROS);
		this.poly1305.doFinal(this.tag, 0);
	}

}
