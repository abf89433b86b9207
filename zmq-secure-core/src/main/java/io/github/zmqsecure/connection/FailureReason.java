// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.Locale;

/**
 * Why a handshake failed. A closed set: dashboards and alerts may rely on it.
 *
 * @since 0.1.0
 */
public enum FailureReason {

	/** The client insists on another server key than the server has. */
	WRONG_SERVER_KEY,

	/** The client proved its key, but the server doesn't let that key in. */
	CLIENT_NOT_ALLOWED,

	/** The address of the client is not allowed. */
	ADDRESS_DENIED,

	/** The peer speaks ZMTP, but not CURVE: NULL, PLAIN, GSSAPI, or ZMTP before 3.0. */
	NO_CURVE,

	/** The peer was not authenticated in time. */
	TIMEOUT,

	/** The peer does not speak ZMTP, broke the protocol, or went away half way. */
	PROTOCOL,

	/**
	 * Too many connections, or too many that are not authenticated yet; or the place that
	 * the peer waited for is a former peer's.
	 */
	LIMIT,

	/** The peer claims a routing id that is another's, or that none may have. */
	ROUTING_ID;

	/**
	 * Return the value of the tag {@code reason}.
	 * @return the name in lower case, such as {@code wrong_server_key}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether a client with this failure was refused for what it is configured to
	 * be, so that trying again won't help until somebody changes something.
	 * @return whether it was
	 */
	public boolean isRefusal() {
		return this == WRONG_SERVER_KEY || this == CLIENT_NOT_ALLOWED;
	}

}
