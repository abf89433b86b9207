// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Locale;

/**
 * Which way a message goes.
 *
 * @since 0.1.0
 */
public enum MessageDirection {

	/** From a peer. */
	INBOUND,

	/** To a peer. */
	OUTBOUND;

	/**
	 * Return the value of the tag {@code direction}.
	 * @return the name in lower case, such as {@code inbound}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
