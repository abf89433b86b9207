// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;
import java.util.List;

/**
 * One of the public keys that the name of a peer stands for.
 *
 * @param publicKey the public key
 * @param lifetime what its certificate says
 * @since 0.1.0
 */
public record PeerKey(CurvePublicKey publicKey, KeyLifetime lifetime) {

	/**
	 * Create a key of whose lifetime nothing is known.
	 * @param publicKey the public key
	 * @return the key
	 */
	public static PeerKey of(CurvePublicKey publicKey) {
		return new PeerKey(publicKey, KeyLifetime.UNKNOWN);
	}

	/**
	 * Return the keys that a client insists on one of: those that have not ended, or all
	 * if there are no others.
	 * @param keys the keys of its server
	 * @return the public keys, in the same order
	 */
	public static List<CurvePublicKey> insistedOn(List<PeerKey> keys) {
		Instant now = Instant.now();
		List<PeerKey> good = keys.stream().filter((key) -> !key.lifetime().isExpiredAt(now)).toList();
		return ((good.isEmpty()) ? keys : good).stream().map(PeerKey::publicKey).toList();
	}

}
