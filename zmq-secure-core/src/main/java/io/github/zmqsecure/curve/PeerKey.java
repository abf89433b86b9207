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
