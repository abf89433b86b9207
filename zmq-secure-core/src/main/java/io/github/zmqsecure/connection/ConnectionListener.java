// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

/**
 * Notified of what happens to the connections of one socket. Called on an I/O thread or
 * the guard's: implementations only take note. Does nothing as it is.
 *
 * @since 0.1.0
 */
public interface ConnectionListener {

	/**
	 * A handshake succeeded, or a connection that was ready ended.
	 */
	default void connectionsChanged() {
	}

	/**
	 * Return whether connections end since the socket is being closed, of which nobody
	 * else is notified.
	 * @return whether it is
	 */
	default boolean isStopping() {
		return false;
	}

	/**
	 * JeroMQ gave up connecting to an endpoint, and should connect anew, or to another of
	 * its addresses.
	 * @param endpoint the endpoint, as it was set
	 */
	default void connectionAbandoned(String endpoint) {
	}

	/**
	 * A message was dropped, and its sender cut off, since it has more frames or bytes
	 * than the socket allows.
	 */
	default void messageTooLarge() {
	}

	/**
	 * A message was dropped that the type of the socket has no use for.
	 */
	default void messageDiscarded() {
	}

}
