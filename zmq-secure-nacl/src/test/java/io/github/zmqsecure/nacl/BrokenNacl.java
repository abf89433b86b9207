/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.nacl;

import java.util.Arrays;

/**
 * Bouncy Castle with one fault.
 */
class BrokenNacl implements NaclProvider {

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
		if (this.fault == Fault.SEALS_WRONG || (this.fault == Fault.SEALS_LARGE_WRONG && length > 65_536)) {
			box[length - 1] ^= 1;
		}
	}

	@Override
	public boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		boolean opened = this.delegate.open(message, box, length, nonce, key);
		return (this.fault == Fault.OPENS_ANYTHING) || opened;
	}

	@Override
	public boolean multiply(byte[] product, byte[] scalar, byte[] point) {
		boolean usable = this.delegate.multiply(product, scalar, point);
		if (this.fault == Fault.MULTIPLIES_WRONG) {
			product[0] ^= 1;
		}
		return (this.fault == Fault.TAKES_LOW_ORDER) || usable;
	}

	@Override
	public void multiplyBase(byte[] product, byte[] scalar) {
		this.delegate.multiplyBase(product, scalar);
	}

	@Override
	public void hsalsa20(byte[] out, byte[] in, byte[] key) {
		this.delegate.hsalsa20(out, in, key);
		if (this.fault == Fault.DERIVES_WRONG) {
			out[31] ^= 1;
		}
	}

	@Override
	public void randomBytes(byte[] bytes) {
		if (this.fault == Fault.NOT_RANDOM) {
			Arrays.fill(bytes, (byte) 4);
		}
		else {
			this.delegate.randomBytes(bytes);
		}
	}

	enum Fault {

		SEALS_WRONG, SEALS_LARGE_WRONG, OPENS_ANYTHING, MULTIPLIES_WRONG, TAKES_LOW_ORDER, DERIVES_WRONG, NOT_RANDOM

	}

}
