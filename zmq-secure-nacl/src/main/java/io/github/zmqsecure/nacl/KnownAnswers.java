// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The test that a provider has to pass before it is used: vectors of the NaCl
 * distribution and RFC 7748, one message that is sealed in pieces, and what has to be
 * refused.
 */
final class KnownAnswers {

	private static final byte[] ALICE_SECRET = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");

	private static final byte[] ALICE_PUBLIC = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

	private static final byte[] BOB_PUBLIC = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");

	private static final byte[] PRODUCT = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");

	private static final byte[] SHARED = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");

	private static final byte[] NONCE = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");

	/** The last bytes of the nonce. */
	private static final long COUNTER = 0x8219e0036b7a0b37L;

	private static final byte[] MESSAGE = padded(32, """
			be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129\
			6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde\
			048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705""");

	private static final byte[] BOX = padded(16, """
			f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186a\
			c0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae\
			90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74\
			e355a5""");

	private static final int LARGE = 100_003;

	private static final byte[] LARGE_DIGEST = hex("4aa10cf8e30ca2ecc4caca868f02722662a35db07d8bfa67e479c7279edba7d8");

	private final NaclProvider provider;

	private KnownAnswers(NaclProvider provider) {
		this.provider = provider;
	}

	/**
	 * Test a provider.
	 * @param provider the provider
	 * @throws FailedKnownAnswerException if it fails
	 */
	static void verify(NaclProvider provider) {
		KnownAnswers answers = new KnownAnswers(provider);
		answers.check("X25519", answers.multiplies());
		answers.check("the refusal of low-order points", answers.refusesLowOrder());
		answers.check("HSalsa20", answers.derives());
		answers.check("sealing", answers.seals());
		answers.check("opening", answers.opens());
		answers.check("the refusal of forged boxes", answers.refusesForgery());
		answers.check("large messages", answers.sealsLarge());
		answers.check("random bytes", answers.isRandom());
	}

	private void check(String test, boolean passed) {
		if (!passed) {
			throw new FailedKnownAnswerException(this.provider.description(), test);
		}
	}

	private boolean multiplies() {
		byte[] product = new byte[32];
		boolean usable = this.provider.multiply(product, ALICE_SECRET, BOB_PUBLIC);
		byte[] publicKey = new byte[32];
		this.provider.multiplyBase(publicKey, ALICE_SECRET);
		return usable && Arrays.equals(product, PRODUCT) && Arrays.equals(publicKey, ALICE_PUBLIC);
	}

	private boolean refusesLowOrder() {
		return !this.provider.multiply(new byte[32], ALICE_SECRET, new byte[32]);
	}

	private boolean derives() {
		byte[] derived = new byte[32];
		this.provider.hsalsa20(derived, new byte[16], PRODUCT);
		byte[] shared = new byte[32];
		return Arrays.equals(derived, SHARED) && this.provider.sharedKey(shared, BOB_PUBLIC, ALICE_SECRET)
				&& Arrays.equals(shared, SHARED);
	}

	private boolean seals() {
		byte[] box = new byte[MESSAGE.length];
		this.provider.seal(box, MESSAGE, box.length, NONCE, SHARED);
		byte[] counted = MESSAGE.clone();
		counterBox().seal(counted, counted.length, COUNTER);
		return Arrays.equals(box, BOX) && Arrays.equals(counted, BOX);
	}

	private boolean opens() {
		byte[] message = new byte[BOX.length];
		byte[] counted = BOX.clone();
		return this.provider.open(message, BOX, message.length, NONCE, SHARED) && Arrays.equals(message, MESSAGE)
				&& counterBox().open(counted, counted.length, COUNTER) && Arrays.equals(counted, MESSAGE);
	}

	private CounterBox counterBox() {
		return this.provider.counterBox(SHARED, NONCE);
	}

	private boolean refusesForgery() {
		byte[] message = new byte[BOX.length];
		for (int i : new int[] { 16, 31, 32, BOX.length - 1 }) {
			byte[] forged = BOX.clone();
			forged[i] ^= (byte) 0x80;
			if (this.provider.open(message, forged, message.length, NONCE, SHARED)
					|| counterBox().open(forged, forged.length, COUNTER)) {
				return false;
			}
		}
		return Arrays.equals(message, new byte[message.length]);
	}

	private boolean sealsLarge() {
		byte[] message = new byte[LARGE];
		for (int i = 32; i < LARGE; i++) {
			message[i] = (byte) (i * 31 + (i >> 8));
		}
		byte[] box = new byte[LARGE];
		this.provider.seal(box, message, LARGE, NONCE, SHARED);
		byte[] opened = new byte[LARGE];
		return sealsInParts(message, box) && MessageDigest.isEqual(sha256(box), LARGE_DIGEST)
				&& this.provider.open(opened, box, LARGE, NONCE, SHARED) && Arrays.equals(opened, message);
	}

	private boolean sealsInParts(byte[] message, byte[] box) {
		byte[] counted = new byte[LARGE];
		counted[32] = message[32];
		counterBox().seal(counted, 0, 1, message, 33, LARGE - 33, COUNTER);
		boolean sealed = Arrays.equals(counted, box);
		byte[] rest = Arrays.copyOfRange(message, 33, LARGE);
		return sealed && Arrays.equals(rest, counterBox().open(counted, LARGE, 1, COUNTER))
				&& counted[32] == message[32] && opensPieces(box, rest);
	}

	private boolean opensPieces(byte[] box, byte[] expected) {
		byte[] head = Arrays.copyOf(box, CounterBox.HEAD);
		byte[] rest = Arrays.copyOfRange(box, 33, LARGE);
		CounterBox counterBox = counterBox();
		counterBox.startOpening(head, COUNTER);
		counterBox.openPiece(rest, 1, CounterBox.HEAD, 2 * CounterBox.HEAD);
		counterBox.openPiece(rest, 1, 2 * CounterBox.HEAD, LARGE);
		return counterBox.finishOpening(head, 1, rest) && Arrays.equals(rest, expected) && refusesPieces(box);
	}

	private boolean refusesPieces(byte[] box) {
		byte[] head = Arrays.copyOf(box, CounterBox.HEAD);
		byte[] rest = Arrays.copyOfRange(box, 33, LARGE);
		rest[rest.length - 1] ^= 1;
		CounterBox counterBox = counterBox();
		counterBox.startOpening(head, COUNTER);
		counterBox.openPiece(rest, 1, CounterBox.HEAD, LARGE);
		return !counterBox.finishOpening(head, 1, rest) && Arrays.equals(rest, new byte[rest.length]);
	}

	private boolean isRandom() {
		byte[] first = new byte[32];
		byte[] second = new byte[32];
		this.provider.randomBytes(first);
		this.provider.randomBytes(second);
		return !Arrays.equals(first, second) && !Arrays.equals(first, new byte[32]);
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private static byte[] padded(int zeros, String hex) {
		return hex("00".repeat(zeros) + hex);
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

}
