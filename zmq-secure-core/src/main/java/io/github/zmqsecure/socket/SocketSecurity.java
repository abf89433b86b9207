// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import org.jspecify.annotations.Nullable;

/**
 * How a socket is secured.
 *
 * @param mechanism the ZMTP mechanism
 * @param role the side of the CURVE handshake; without meaning for {@link Mechanism#NULL}
 * @param key the name of the socket's own key pair, {@code null} for an ephemeral one
 * @param server the name of the key that a client insists on, {@code null} for a server
 * @since 0.1.0
 */
public record SocketSecurity(Mechanism mechanism, CurveRole role, @Nullable String key, @Nullable String server) {

	/**
	 * Create the security of a CURVE server.
	 * @param key the name of its key pair
	 * @return the security
	 */
	public static SocketSecurity curveServer(String key) {
		return new SocketSecurity(Mechanism.CURVE, CurveRole.SERVER, key, null);
	}

	/**
	 * Create the security of a CURVE client.
	 * @param key the name of its key pair, {@code null} for an ephemeral one
	 * @param server the name of its server's key
	 * @return the security
	 */
	public static SocketSecurity curveClient(@Nullable String key, String server) {
		return new SocketSecurity(Mechanism.CURVE, CurveRole.CLIENT, key, server);
	}

	/**
	 * Create the security of a socket without any.
	 * @return the security
	 */
	public static SocketSecurity none() {
		return new SocketSecurity(Mechanism.NULL, CurveRole.CLIENT, null, null);
	}

	/**
	 * Return whether the socket is a CURVE server, which authenticates its peers.
	 * @return whether it is one
	 */
	public boolean isCurveServer() {
		return this.mechanism == Mechanism.CURVE && this.role == CurveRole.SERVER;
	}

}
