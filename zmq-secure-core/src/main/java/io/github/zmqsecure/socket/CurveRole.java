// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

/**
 * Side of the CURVE handshake that a socket takes, whether it binds or connects.
 *
 * @since 0.1.0
 */
public enum CurveRole {

	/** Has a key that its clients know in advance, and decides who is let in. */
	SERVER,

	/** Insists on the key of its server. */
	CLIENT

}
