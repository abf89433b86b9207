// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

/**
 * How far the ZMTP handshake of a connection came, as seen in JeroMQ's engine.
 *
 * @since 0.1.0
 */
public enum HandshakeStage {

	/** JeroMQ has forgotten the connection, or never knew it. */
	UNKNOWN,

	/** Not a byte was received, or a greeting that is not complete. */
	GREETING,

	/**
	 * Signature and version were received, and not a byte more. A libzmq peer that closes
	 * here read the mechanism of this end before it sent its own, and has another.
	 */
	MECHANISM_UNSAID,

	/** What was received is no greeting of ZMTP. */
	NOT_ZMTP,

	/**
	 * The greeting is older than ZMTP 3.0, or names another mechanism than the socket's.
	 */
	OTHER_MECHANISM,

	/** This end is a client and waits for the server to open its HELLO. */
	HELLO_SENT,

	/** Somewhere between the greeting and READY. */
	HANDSHAKE,

	/** HELLO could not be opened: the client insists on another server key. */
	WRONG_SERVER_KEY,

	/** The server judged the client's key and refuses it. */
	CLIENT_NOT_ALLOWED,

	/**
	 * The client proved its key, and the ZAP handler of this library was not there to
	 * judge it.
	 */
	UNJUDGED,

	/** Both sides may exchange messages. */
	READY;

	/**
	 * Return whether one side refuses the other.
	 * @return whether it does
	 */
	public boolean isRefused() {
		return this == WRONG_SERVER_KEY || this == CLIENT_NOT_ALLOWED;
	}

}
