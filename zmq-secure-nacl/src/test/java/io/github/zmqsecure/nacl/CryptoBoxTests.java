// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CryptoBoxTests {

	private final byte[] publicKey = new byte[32];

	private final byte[] secretKey = new byte[32];

	CryptoBoxTests() {
		CryptoBox.keypair(this.publicKey, this.secretKey);
	}

	@Test
	void refusesLengthsBelowThePadding() {
		byte[] text = new byte[31];
		byte[] nonce = new byte[24];
		assertThat(CryptoBox.seal(text, text, 31, nonce, this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.open(text, text, 31, nonce, this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.box(text, text, -1, nonce, this.publicKey, this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.boxOpen(text, text, 0, nonce, this.publicKey, this.secretKey)).isEqualTo(-1);
	}

	@Test
	void sealsAndOpensNothing() {
		byte[] nonce = new byte[24];
		byte[] box = new byte[32];
		assertThat(CryptoBox.seal(box, new byte[32], 32, nonce, this.secretKey)).isZero();
		assertThat(CryptoBox.open(new byte[32], box, 32, nonce, this.secretKey)).isZero();
		assertThat(CryptoBox.box(box, new byte[32], 32, nonce, this.publicKey, this.secretKey)).isZero();
		assertThat(CryptoBox.boxOpen(new byte[32], box, 32, nonce, this.publicKey, this.secretKey)).isZero();
	}

	@Test
	void neverReadsOrWritesBeyondArrays() {
		byte[] nonce = new byte[24];
		assertArrays((arrays) -> CryptoBox.seal(arrays[0], arrays[1], 40, arrays[2], arrays[3]), new byte[40],
				new byte[40], nonce, this.secretKey);
		assertArrays((arrays) -> CryptoBox.open(arrays[0], arrays[1], 40, arrays[2], arrays[3]), new byte[40],
				new byte[40], nonce, this.secretKey);
		assertArrays((arrays) -> CryptoBox.box(arrays[0], arrays[1], 40, arrays[2], arrays[3], arrays[4]), new byte[40],
				new byte[40], nonce, this.publicKey, this.secretKey);
		assertArrays((arrays) -> CryptoBox.boxOpen(arrays[0], arrays[1], 40, arrays[2], arrays[3], arrays[4]),
				new byte[40], new byte[40], nonce, this.publicKey, this.secretKey);
		assertArrays((arrays) -> CryptoBox.beforenm(arrays[0], arrays[1], arrays[2]), new byte[32], this.publicKey,
				this.secretKey);
		assertArrays((arrays) -> CryptoBox.keypair(arrays[0], arrays[1]), new byte[32], new byte[32]);
		assertArrays((arrays) -> CryptoBox.scalarmultBase(arrays[0], arrays[1]), new byte[32], this.secretKey);
		assertArrays((arrays) -> CryptoBox.scalarmult(arrays[0], arrays[1], arrays[2]), new byte[32], this.secretKey,
				this.publicKey);
		assertArrays((arrays) -> CryptoBox.useServerKeyRing(arrays[0], List::of), new byte[32]);
		byte[] text = new byte[40];
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> CryptoBox.seal(text, text, 1L << 40, nonce, this.secretKey));
	}

	/**
	 * With each array one byte too short in turn.
	 */
	private static void assertArrays(Consumer<byte[][]> call, byte[]... arrays) {
		call.accept(arrays);
		for (int i = 0; i < arrays.length; i++) {
			byte[][] others = arrays.clone();
			others[i] = Arrays.copyOf(arrays[i], arrays[i].length - 1);
			assertThatExceptionOfType(IndexOutOfBoundsException.class).as("array %d", i)
				.isThrownBy(() -> call.accept(others));
		}
	}

	@Test
	void refusesPublicKeysOfLowOrder() {
		byte[] text = new byte[40];
		byte[] nonce = new byte[24];
		assertThat(CryptoBox.box(text, text, 40, nonce, new byte[32], this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.boxOpen(text, text, 40, nonce, new byte[32], this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.beforenm(new byte[32], new byte[32], this.secretKey)).isEqualTo(-1);
		assertThat(CryptoBox.scalarmult(new byte[32], this.secretKey, new byte[32])).isEqualTo(-1);
	}

	@Test
	void opensWhatItSealed() {
		byte[] message = new byte[132];
		message[131] = 7;
		byte[] nonce = new byte[24];
		byte[] box = new byte[132];
		assertThat(CryptoBox.box(box, message, 132, nonce, this.publicKey, this.secretKey)).isZero();
		byte[] opened = new byte[132];
		assertThat(CryptoBox.boxOpen(opened, box, 132, nonce, this.publicKey, this.secretKey)).isZero();
		assertThat(opened).isEqualTo(message);
	}

}
