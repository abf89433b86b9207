// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.channels.SocketChannel;

import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Notified on the I/O thread of what happens to the connections of one socket. It neither
 * blocks nor throws.
 *
 * @since 0.1.0
 */
public interface EngineListener {

	/**
	 * Return whether the socket may be given a connection whose handshake is over.
	 * Otherwise its end follows.
	 * @param channel the channel of the connection
	 * @param verdict what the ZAP handler said of the client, {@code null} for a server
	 * that the socket connected to and without CURVE
	 * @return whether it may
	 */
	boolean admits(SocketChannel channel, @Nullable ZapVerdict verdict);

	/**
	 * Notified when the socket is given a connection.
	 * @param channel the channel of the connection
	 * @param verdict what the ZAP handler said of the client, {@code null} for a server
	 * that the socket connected to and without CURVE
	 */
	void ready(SocketChannel channel, @Nullable ZapVerdict verdict);

	/**
	 * Return the key that a server must have to which the client of a connection speaks,
	 * whose greeting is over.
	 * @param channel the channel of the connection
	 * @return the public key, or {@code null} for the one that the socket is configured
	 * with
	 */
	default byte @Nullable [] serverKey(SocketChannel channel) {
		return null;
	}

	/**
	 * Notified which key of the server the client of a CURVE connection addresses, just
	 * before the connection is {@linkplain #ready ready}. Only of servers of this
	 * application.
	 * @param channel the channel of the connection
	 * @param serverKey the public key
	 */
	default void addressed(SocketChannel channel, byte[] serverKey) {
	}

	/**
	 * Notified when the socket is told of a connection, which its owner may learn much
	 * later.
	 * @param channel the channel of the connection
	 */
	default void bound(SocketChannel channel) {
	}

	/**
	 * Notified when the owner of the socket has taken note of the end of a connection
	 * that it was told of, and has read what it left.
	 * @param channel the channel of the connection
	 */
	default void unbound(SocketChannel channel) {
	}

	/**
	 * Notified when a connection can't be let in although its handshake succeeded, or
	 * speaks a version of ZMTP before 3.0, which knows no mechanism. Its end follows.
	 * @param channel the channel of the connection
	 */
	default void refused(SocketChannel channel) {
	}

	/**
	 * Notified when a connection can't be let in since it claims a routing id that it may
	 * not have. Its end follows.
	 * @param channel the channel of the connection
	 * @param verdict what the ZAP handler said of the client, {@code null} for a server
	 * that the socket connected to and without CURVE
	 */
	default void routingIdRefused(SocketChannel channel, @Nullable ZapVerdict verdict) {
	}

	/**
	 * Notified when a connection must end since its peer came back with its routing id.
	 * @param channel the channel of the former connection
	 */
	default void superseded(SocketChannel channel) {
	}

	/**
	 * Notified when a peer sends what exceeds a limit, whose connection ends by that.
	 * @param channel the channel of the connection
	 * @param verdict who sends it, {@code null} for a server that the socket connected to
	 * @param limit the name of the property that it exceeds
	 */
	void limitExceeded(SocketChannel channel, @Nullable ZapVerdict verdict, String limit);

	/**
	 * Notified when a peer holds memory that others wait for and does not get on, whose
	 * connection ends by that.
	 * @param channel the channel of the connection
	 * @param verdict who holds it, {@code null} for a server that the socket connected to
	 * @param limit the name of the limit that keeps others waiting
	 */
	default void stalled(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
	}

}
