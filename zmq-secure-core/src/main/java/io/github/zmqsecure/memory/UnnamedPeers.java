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

package io.github.zmqsecure.memory;

/**
 * Peers that were let in although nobody gave their keys a name, as where any client may
 * come in. They go by the fingerprints of their keys, and whoever makes keys has as many
 * of those as it likes: so no limit for each peer holds them, and they share what one
 * peer may have.
 *
 * @since 0.1.0
 */
public final class UnnamedPeers {

	private static final String FINGERPRINT = "SHA256:";

	private UnnamedPeers() {
	}

	/**
	 * Return whether a name is a fingerprint, which no configured name may look like.
	 * @param name the authenticated name of a peer
	 * @return whether nobody named the key of the peer
	 */
	public static boolean contain(String name) {
		return name.startsWith(FINGERPRINT);
	}

}
