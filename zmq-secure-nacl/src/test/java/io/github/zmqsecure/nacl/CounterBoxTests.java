// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CounterBox}, against jnacl.
 */
class CounterBoxTests {

	private static final byte[] PREFIX = "CurveZMQMESSAGES".getBytes(StandardCharsets.US_ASCII);

	private final Random random = new Random(26);

	private final byte[] key = randomBytes(32);

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsAndOpensAsJnaclAtEachLengthAndCounter(NaclMode mode) throws Throwable {
		CounterBox box = box(mode);
		for (int size = 0; size <= 300; size++) {
			assertAgreement(box, size, size);
		}
		for (int size : new int[] { 1023, 1024, 32_735, 32_736, 32_737, 65_535, 70_000 }) {
			assertAgreement(box, size, this.random.nextLong());
		}
		for (long counter : new long[] { 1, 255, 256, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1 }) {
			assertAgreement(box, 100, counter);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void sealsFromOneArrayIntoTheMiddleOfAnotherAndOpensIntoAThird(NaclMode mode) throws Throwable {
		CounterBox box = box(mode);
		for (int beginning : new int[] { 0, 1, 7, 31, 32, 33, 64, 100 }) {
			for (int length : new int[] { 0, 1, 30, 31, 32, 63, 64, 65, 255, 1984, 2016, 2048, 40_000, 70_000 }) {
				assertAgreementInParts(box, beginning, length, (length & 1) * 5);
			}
		}
	}

	private void assertAgreementInParts(CounterBox box, int beginning, int length, int offset) throws Throwable {
		byte[] message = message(beginning + length);
		byte[] expected = sealedByJnacl(message, 26);
		byte[] text = randomBytes(length + 6);
		System.arraycopy(message, 32 + beginning, text, 3, length);
		byte[] copy = text.clone();
		byte[] array = randomBytes(offset + message.length + 9);
		byte[] around = array.clone();
		System.arraycopy(message, 32, array, offset + 32, beginning);
		box.seal(array, offset, beginning, text, 3, length, 26);
		System.arraycopy(expected, 0, around, offset, expected.length);
		assertThat(Arrays.equals(array, around)).as("box of %d and %d bytes", beginning, length).isTrue();
		assertThat(text).isEqualTo(copy);
		byte[] rest = box.open(expected, expected.length, beginning, 26);
		assertThat(Arrays.equals(rest, Arrays.copyOfRange(text, 3, 3 + length)))
			.as("%d and %d bytes", beginning, length)
			.isTrue();
		assertThat(Arrays.equals(expected, 0, 32 + beginning, message, 0, 32 + beginning)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void leavesARefusedBoxUntouched(NaclMode mode) {
		CounterBox box = box(mode);
		byte[] sealed = message(100);
		box.seal(sealed, sealed.length, 1);
		for (int bit = 16 * 8; bit < sealed.length * 8; bit++) {
			byte[] forged = sealed.clone();
			forged[bit / 8] ^= (byte) (1 << (bit % 8));
			byte[] copy = forged.clone();
			assertThat(box.open(forged, forged.length, 1)).isFalse();
			assertThat(forged).isEqualTo(copy);
		}
		assertThat(box.open(sealed, sealed.length, 2)).isFalse();
		assertThat(box.open(sealed, sealed.length, 1)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void opensWhatArrivesInPiecesOfAnySize(NaclMode mode) throws Throwable {
		CounterBox box = box(mode);
		for (int length : new int[] { 64, 65, 127, 128, 129, 2049, 32_768, 32_833, 100_000, 200_001 }) {
			for (int beginning : new int[] { 0, 1, 31 }) {
				byte[] message = message(length - 32);
				byte[] head = Arrays.copyOf(sealedByJnacl(message, length), CounterBox.HEAD);
				byte[] rest = piecesOf(sealedByJnacl(message, length), beginning);
				box.startOpening(randomBytes(CounterBox.HEAD), 7);
				box.startOpening(head, length);
				openPieces(box, rest, beginning, length);
				assertThat(box.finishOpening(head, beginning, rest)).isTrue();
				assertThat(Arrays.equals(rest, piecesOf(message, beginning))).as("%d bytes", length).isTrue();
				assertThat(Arrays.equals(head, 0, 32 + beginning, message, 0, 32 + beginning)).isTrue();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void refusesWhatArrivesInPiecesAndLeavesNothingOfIt(NaclMode mode) throws Throwable {
		CounterBox box = box(mode);
		byte[] sealed = sealedByJnacl(message(5000), 1);
		for (int forged : new int[] { 16, 31, 32, 33, 63, 64, 65, 127, 128, 4000, 5031 }) {
			byte[] copy = sealed.clone();
			copy[forged] ^= 4;
			byte[] head = Arrays.copyOf(copy, CounterBox.HEAD);
			byte[] rest = piecesOf(copy, 1);
			box.startOpening(head, 1);
			openPieces(box, rest, 1, copy.length);
			assertThat(box.finishOpening(head, 1, rest)).as("byte %d", forged).isFalse();
			assertThat(rest).containsOnly(0);
			assertThat(head).isEqualTo(Arrays.copyOf(copy, CounterBox.HEAD));
		}
		byte[] opened = box.open(sealed.clone(), sealed.length, 1, 1);
		assertThat(opened).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void beginsNothingAfterItWasWipedInTheMiddle(NaclMode mode) throws Throwable {
		CounterBox box = box(mode);
		byte[] sealed = sealedByJnacl(message(5000), 1);
		box.startOpening(sealed, 1);
		box.openPiece(piecesOf(sealed, 1), 1, CounterBox.HEAD, 4096);
		box.wipe();
		assertThatIllegalStateException().isThrownBy(() -> box.startOpening(sealed, 2)).withMessageContaining("wiped");
	}

	private void openPieces(CounterBox box, byte[] rest, int beginning, int length) {
		int from = CounterBox.HEAD;
		while (from < length) {
			int to = Math.min(length, from + CounterBox.HEAD * (1 + this.random.nextInt(1000)));
			box.openPiece(rest, beginning, from, to);
			from = to;
		}
	}

	private static byte[] piecesOf(byte[] box, int beginning) {
		return Arrays.copyOfRange(box, 32 + beginning, box.length);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void keepsItsOwnCopyOfTheKey(NaclMode mode) throws Throwable {
		byte[] copy = this.key.clone();
		CounterBox box = Prerequisites.provider(mode).counterBox(copy, PREFIX);
		Arrays.fill(copy, (byte) 0);
		assertAgreement(box, 100, 1);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void doesNothingAfterItWasWiped(NaclMode mode) {
		CounterBox box = box(mode);
		byte[] message = message(100);
		byte[] array = message.clone();
		box.wipe();
		assertThatIllegalStateException().isThrownBy(() -> box.seal(array, array.length, 1))
			.withMessageContaining("wiped");
		assertThatIllegalStateException().isThrownBy(() -> box.open(array, array.length, 1))
			.withMessageContaining("wiped");
		assertThat(array).isEqualTo(message);
	}

	private CounterBox box(NaclMode mode) {
		return Prerequisites.provider(mode).counterBox(this.key, PREFIX);
	}

	private void assertAgreement(CounterBox box, int size, long counter) throws Throwable {
		byte[] message = message(size);
		byte[] expected = sealedByJnacl(message, counter);
		byte[] array = message.clone();
		box.seal(array, array.length, counter);
		assertThat(Arrays.equals(array, expected)).as("box of %d bytes at %d", size, counter).isTrue();
		Arrays.fill(array, 0, 16, (byte) 7);
		assertThat(box.open(array, array.length, counter)).as("opening %d bytes", size).isTrue();
		assertThat(Arrays.equals(array, message)).as("message of %d bytes", size).isTrue();
	}

	private byte[] sealedByJnacl(byte[] message, long counter) throws Throwable {
		byte[] nonce = ByteBuffer.allocate(24).put(PREFIX).putLong(counter).array();
		byte[] expected = new byte[message.length];
		OriginalJnacl.seal(expected, message, message.length, nonce, this.key);
		return expected;
	}

	private byte[] message(int size) {
		byte[] message = randomBytes(size + 32);
		Arrays.fill(message, 0, 32, (byte) 0);
		return message;
	}

	private byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
