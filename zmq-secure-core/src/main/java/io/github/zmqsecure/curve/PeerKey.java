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

}
