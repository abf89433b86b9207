// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

/**
 * ZMTP security mechanism of a socket.
 *
 * @since 0.1.0
 */
public enum Mechanism {

	/** CurveZMQ (RFC 26): encrypted and authenticated. */
	CURVE,

	/** No security at all; subject to the {@link PlaintextPolicy}. */
	NULL

}
