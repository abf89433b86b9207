// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle with one fault.
 */
class BrokenNacl implements NaclProvider {

	private static final int LARGE = 65_536;

	private final BouncyCastleNacl delegate = new BouncyCastleNacl();

	private final Fault fault;

	BrokenNacl(Fault fault) {
		this.fault = fault;
	}

	@Override
	public String name() {
		return "broken";
	}

	@Override
	public String version() {
		return "0";
	}

	@Override
	public String description() {
		return "a provider with fault " + this.fault;
	}

	@Override
	public void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		this.delegate.seal(box, message, length, nonce, key);
		if (is(Fault.SEALS_WRONG) || (is(Fault.SEALS_LARGE_WRONG) && length > LARGE)) {
			box[length - 1] ^= 1;
		}
	}

	@Override
	public boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		boolean opened = this.delegate.open(message, box, length, nonce, key);
		if (is(Fault.OPENS_WRONG) || (is(Fault.OPENS_LARGE_WRONG) && length > LARGE)) {
			message[length - 1] ^= 1;
		}
		if (is(Fault.SHOWS_FORGED) && !opened) {
			message[length - 1] = 1;
		}
		return is(Fault.OPENS_ANYTHING)
				|| (opened && !is(Fault.OPENS_NOTHING) && !(is(Fault.OPENS_NOTHING_LARGE) && length > LARGE));
	}

	@Override
	public CounterBox counterBox(byte[] key, byte[] prefix) {
		return new BrokenBox(this.delegate.counterBox(key, prefix));
	}

	@Override
	public boolean multiply(byte[] product, byte[] scalar, byte[] point) {
		boolean usable = this.delegate.multiply(product, scalar, point);
		if (is(Fault.MULTIPLIES_WRONG)) {
			product[0] ^= 1;
		}
		return is(Fault.TAKES_LOW_ORDER) || (usable && !is(Fault.REFUSES_POINTS));
	}

	@Override
	public void multiplyBase(byte[] product, byte[] scalar) {
		this.delegate.multiplyBase(product, scalar);
		if (is(Fault.MULTIPLIES_BASE_WRONG)) {
			product[0] ^= 1;
		}
	}

	@Override
	public void hsalsa20(byte[] out, byte[] in, byte[] key) {
		this.delegate.hsalsa20(out, in, key);
		if (is(Fault.DERIVES_WRONG)) {
			out[31] ^= 1;
		}
	}

	@Override
	public boolean sharedKey(byte[] shared, byte[] publicKey, byte[] secretKey) {
		boolean usable = this.delegate.sharedKey(shared, publicKey, secretKey);
		if (is(Fault.SHARES_WRONG)) {
			shared[31] ^= 1;
		}
		return usable && !is(Fault.SHARES_NOTHING);
	}

	@Override
	public void randomBytes(byte[] bytes) {
		if (is(Fault.NOT_RANDOM)) {
			Arrays.fill(bytes, (byte) 4);
		}
		else {
			this.delegate.randomBytes(bytes);
		}
	}

	private boolean is(Fault fault) {
		return this.fault == fault;
	}

	enum Fault {

		MULTIPLIES_WRONG("X25519"), MULTIPLIES_BASE_WRONG("X25519"), REFUSES_POINTS("X25519"),

		TAKES_LOW_ORDER("the refusal of low-order points"),

		DERIVES_WRONG("HSalsa20"), SHARES_WRONG("HSalsa20"), SHARES_NOTHING("HSalsa20"),

		SEALS_WRONG("sealing"), BOX_SEALS_WRONG("sealing"),

		OPENS_WRONG("opening"), OPENS_NOTHING("opening"), BOX_OPENS_WRONG("opening"), BOX_OPENS_NOTHING("opening"),

		OPENS_ANYTHING("the refusal of forged boxes"), SHOWS_FORGED("the refusal of forged boxes"),
		BOX_OPENS_ANYTHING("the refusal of forged boxes"),

		SEALS_LARGE_WRONG("large messages"), OPENS_LARGE_WRONG("large messages"), OPENS_NOTHING_LARGE("large messages"),
		BOX_SEALS_LARGE_WRONG("large messages"), BOX_OPENS_LARGE_WRONG("large messages"),
		BOX_OPENS_BEGINNING_WRONG("large messages"), PIECES_OPENED_WRONG("large messages"),
		PIECES_REFUSED("large messages"), FORGED_PIECES_TAKEN("large messages"), FORGED_PIECES_SHOWN("large messages"),

		NOT_RANDOM("random bytes");

		private final String test;

		Fault(String test) {
			this.test = test;
		}

		/** Which test fails. */
		String test() {
			return this.test;
		}

	}

	/**
	 * The same for many messages with one key.
	 */
	private final class BrokenBox implements CounterBox {

		private final CounterBox box;

		BrokenBox(CounterBox box) {
			this.box = box;
		}

		@Override
		public void seal(byte[] box, int offset, int beginning, byte[] rest, int from, int length, long counter) {
			this.box.seal(box, offset, beginning, rest, from, length, counter);
			if (is(Fault.BOX_SEALS_WRONG) || (is(Fault.BOX_SEALS_LARGE_WRONG) && length > LARGE)) {
				box[offset + 32] ^= 1;
			}
		}

		@Override
		public byte @Nullable [] open(byte[] box, int length, int beginning, long counter) {
			byte[] rest = this.box.open(box, length, beginning, counter);
			boolean large = length > LARGE;
			if (is(Fault.BOX_OPENS_WRONG) || (is(Fault.BOX_OPENS_BEGINNING_WRONG) && large)) {
				box[32] ^= 1;
			}
			if (is(Fault.BOX_OPENS_LARGE_WRONG) && large && rest != null) {
				rest[0] ^= 1;
			}
			if (is(Fault.BOX_OPENS_NOTHING)) {
				return null;
			}
			return (is(Fault.BOX_OPENS_ANYTHING) && rest == null) ? new byte[0] : rest;
		}

		@Override
		public void startOpening(byte[] head, long counter) {
			this.box.startOpening(head, counter);
		}

		@Override
		public void openPiece(byte[] rest, int beginning, int from, int to) {
			this.box.openPiece(rest, beginning, from, to);
		}

		@Override
		public boolean finishOpening(byte[] head, int beginning, byte[] rest) {
			boolean opened = this.box.finishOpening(head, beginning, rest);
			if ((is(Fault.PIECES_OPENED_WRONG) && opened) || (is(Fault.FORGED_PIECES_SHOWN) && !opened)) {
				rest[0] ^= 1;
			}
			return (opened) ? !is(Fault.PIECES_REFUSED) : is(Fault.FORGED_PIECES_TAKEN);
		}

		@Override
		public void wipe() {
			this.box.wipe();
		}

	}

}
