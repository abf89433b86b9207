// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What the ZAP handler answered about one client, as it travels in the connection's
 * metadata.
 *
 * @param sequence a number that no other answer of this process bears
 * @param credentials the client that was judged
 * @param peerName the name it was let in under, {@code null} if it was refused
 * @since 0.1.0
 */
public record ZapVerdict(long sequence, ClientCredentials credentials, @Nullable String peerName) {

	private static final char SEPARATOR = '\n';

	/**
	 * Return the peer that was let in.
	 * @return the peer, or {@code null} if the client was refused
	 */
	public @Nullable AuthenticatedPeer peer() {
		return (this.peerName != null)
				? new AuthenticatedPeer(this.peerName, this.credentials.publicKey(), this.credentials.address()) : null;
	}

	String format() {
		return this.sequence + "" + SEPARATOR + this.credentials.socket() + SEPARATOR + this.credentials.address()
				+ SEPARATOR + this.credentials.publicKey().toZ85()
				+ ((this.peerName != null) ? SEPARATOR + this.peerName : "");
	}

	static ZapVerdict parse(String text) {
		String[] parts = text.split(String.valueOf(SEPARATOR), 5);
		CurvePublicKey key = CurvePublicKey.parse(parts[3]);
		return new ZapVerdict(Long.parseLong(parts[0]), new ClientCredentials(parts[1], key, parts[2]),
				(parts.length > 4) ? parts[4] : null);
	}

}
