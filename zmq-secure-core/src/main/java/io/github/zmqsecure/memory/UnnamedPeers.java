// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
