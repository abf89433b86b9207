// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The providers against jnacl. Its one deviation is a defect that the last test shows:
 * jnacl leaves the last byte of the tag out of the comparison.
 */
class DifferentialTests {

	private final Random random = new Random(20180605);

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsAndOpensTheSameAtEachShortLength(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int size = 0; size <= 300; size++) {
			assertAgreement(provider, size);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsAndOpensTheSameAtRandomLengths(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int i = 0; i < 150; i++) {
			assertAgreement(provider, this.random.nextInt(70_001));
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsAndOpensTheSameAroundPieces(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int pieces = 1; pieces <= 3; pieces++) {
			int length = pieces * LibsodiumLargeBox.LIMIT - 32;
			for (int size : new int[] { length - 33, length - 1, length, length + 1, length + 15, length + 17,
					length + 31, length + 33, length + 64 }) {
				assertAgreement(provider, size);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsAndOpensInPlace(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int size : new int[] { 0, 1, 63, 1000, 40_000, 100_000 }) {
			byte[] nonce = randomBytes(24);
			byte[] key = randomBytes(32);
			byte[] message = message(size);
			byte[] expected = new byte[message.length];
			OriginalJnacl.seal(expected, message, message.length, nonce, key);
			byte[] text = message.clone();
			provider.seal(text, text, text.length, nonce, key);
			assertThat(text).isEqualTo(expected);
			assertThat(provider.open(text, text, text.length, nonce, key)).isTrue();
			assertThat(text).isEqualTo(message);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void leavesTheRestOfLongerArraysAlone(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int size : new int[] { 0, 1, 17, 500, 33_000, 70_000 }) {
			byte[] nonce = randomBytes(32);
			byte[] key = randomBytes(384);
			byte[] message = Arrays.copyOf(message(size), size + 32 + 77);
			byte[] expected = randomBytes(message.length);
			byte[] box = expected.clone();
			OriginalJnacl.seal(expected, message, size + 32, nonce, key);
			provider.seal(box, message, size + 32, nonce, key);
			assertThat(box).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void refusesEachFlippedBitAndLeavesNoPlaintext(NaclMode mode) throws Throwable {
		NaclProvider provider = Prerequisites.provider(mode);
		for (int size : new int[] { 0, 1, 33, 100 }) {
			byte[] nonce = randomBytes(24);
			byte[] key = randomBytes(32);
			byte[] message = message(size);
			byte[] box = new byte[message.length];
			provider.seal(box, message, box.length, nonce, key);
			byte[] opened = new byte[message.length];
			for (int bit = 16 * 8; bit < box.length * 8; bit++) {
				byte[] forged = flip(box, bit);
				assertThat(provider.open(opened, forged, forged.length, nonce, key)).isFalse();
				boolean lastByteOfTag = bit / 8 == 31;
				int verdict = OriginalJnacl.open(new byte[message.length], forged, forged.length, nonce, key);
				assertThat(verdict).isEqualTo(lastByteOfTag ? 0 : -1);
			}
			assertThat(opened).isEqualTo(new byte[message.length]);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void refusesFlippedBitsOfLargeBoxes(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		byte[] nonce = randomBytes(24);
		byte[] key = randomBytes(32);
		byte[] message = message(80_000);
		byte[] box = new byte[message.length];
		provider.seal(box, message, box.length, nonce, key);
		byte[] opened = new byte[message.length];
		for (int i = 0; i < 200; i++) {
			int bit = (i < 128) ? 128 + i : 256 + this.random.nextInt((box.length - 32) * 8);
			byte[] forged = flip(box, bit);
			assertThat(provider.open(opened, forged, forged.length, nonce, key)).isFalse();
		}
		assertThat(opened).isEqualTo(new byte[message.length]);
	}

	private void assertAgreement(NaclProvider provider, int size) throws Throwable {
		byte[] nonce = randomBytes(24);
		byte[] key = randomBytes(32);
		byte[] message = message(size);
		byte[] expected = new byte[message.length];
		OriginalJnacl.seal(expected, message, message.length, nonce, key);
		byte[] box = new byte[message.length];
		provider.seal(box, message, box.length, nonce, key);
		assertThat(Arrays.equals(box, expected)).as("box of %d bytes", size).isTrue();
		byte[] opened = new byte[message.length];
		assertThat(provider.open(opened, box, box.length, nonce, key)).as("opening %d bytes", size).isTrue();
		assertThat(Arrays.equals(opened, message)).as("message of %d bytes", size).isTrue();
	}

	private byte[] message(int size) {
		byte[] message = randomBytes(size + 32);
		Arrays.fill(message, 0, 32, (byte) 0);
		return message;
	}

	private static byte[] flip(byte[] box, int bit) {
		byte[] flipped = box.clone();
		flipped[bit / 8] ^= (byte) (1 << (bit % 8));
		return flipped;
	}

	private byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
