// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One of the key pairs that an own name stands for: the current one, or one before it to
 * which servers still answer.
 *
 * @param pair the key pair
 * @param lifetime what its certificate says
 * @param until when a key that was replaced is answered to no more, {@code null} for the
 * current one and without such a time
 * @since 0.1.0
 */
public record OwnKey(CurveKeyPair pair, KeyLifetime lifetime, @Nullable Instant until) {

	/**
	 * Create the current key of a name, of whose lifetime nothing is known.
	 * @param pair the key pair
	 * @return the key
	 */
	public static OwnKey of(CurveKeyPair pair) {
		return new OwnKey(pair, KeyLifetime.UNKNOWN, null);
	}

	/**
	 * Return whether servers answer to the key.
	 * @param now the present time
	 * @return whether {@link #until()} has not come yet
	 */
	public boolean isAnsweredAt(Instant now) {
		return this.until == null || now.isBefore(this.until);
	}

	/**
	 * Return the public key.
	 * @return the public key
	 */
	public CurvePublicKey publicKey() {
		return this.pair.publicKey();
	}

}
