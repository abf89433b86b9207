// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

/**
 * A change of one key of a name.
 *
 * @param name the name of the own key pair or of the peer
 * @param role what the key is or was to that name
 * @param fingerprint the fingerprint of the public key
 * @param added whether it is that from now on, or no more
 * @since 0.1.0
 */
public record KeyChange(String name, Role role, String fingerprint, boolean added) {

	/**
	 * Return one line about it.
	 * @return the line, which holds no secret
	 */
	@Override
	public String toString() {
		return (this.added ? "+" : "-") + " " + this.role + " key of '" + this.name + "': " + this.fingerprint;
	}

	/**
	 * What a key is to a name.
	 */
	public enum Role {

		/** The current own key. */
		CURRENT,

		/** An own key that was replaced and is answered to. */
		PREVIOUS,

		/** A key of a peer. */
		PEER

	}

}
