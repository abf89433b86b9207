// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;

/**
 * What others may take of a bound socket, and what those of one address or of one name
 * may take of it. IPv6 addresses count by their /64 network, since that is what one host
 * is given. A connection that was given to the socket is open until the socket has taken
 * note of its end, and read what it left.
 *
 * @param maxConnections connections that may be open
 * @param maxConnectionsPerAddress connections that may be open from one address
 * @param maxConnectionsPerPeer authenticated connections that one peer may have, by name
 * @param maxPendingHandshakes connections that may be open without being authenticated
 * @param maxPendingHandshakesPerAddress connections that may be open from one address
 * without being authenticated
 * @param maxHandshakesPerSecond handshakes that may begin within a second
 * @param maxHandshakesPerSecondPerAddress handshakes that may begin within a second from
 * one address
 * @param handshakeTimeout how long a connection may take until it is authenticated
 * @since 0.1.0
 */
public record ConnectionLimits(int maxConnections, int maxConnectionsPerAddress, int maxConnectionsPerPeer,
		int maxPendingHandshakes, int maxPendingHandshakesPerAddress, int maxHandshakesPerSecond,
		int maxHandshakesPerSecondPerAddress, Duration handshakeTimeout) {

}
