// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.Locale;

/**
 * Why a connection ended that was authenticated. A closed set: dashboards and alerts may
 * rely on it.
 *
 * @since 0.1.0
 */
public enum DisconnectReason {

	/** The other end closed it, the network failed, or this application stopped. */
	CLOSED,

	/** Nothing was heard of the peer for {@code heartbeat-timeout}. */
	SILENT,

	/** The peer has no access any more. */
	REVOKED,

	/** What the peer sent or held exceeded a limit. */
	LIMIT,

	/** The peer connected anew with the same routing id. */
	SUPERSEDED;

	/**
	 * Return the value of the tag {@code reason}.
	 * @return the name in lower case, such as {@code silent}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether the connection was ended by this application while it ran.
	 * @return whether it was
	 */
	public boolean isCut() {
		return this != CLOSED;
	}

}
