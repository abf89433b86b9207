// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

/**
 * Which provider of cryptography to use.
 *
 * @since 0.1.0
 */
public enum NaclMode {

	/**
	 * libsodium where the JVM and the system have it, Bouncy Castle elsewhere.
	 */
	AUTO,

	/**
	 * Bouncy Castle, on every JVM.
	 */
	BOUNCY_CASTLE,

	/**
	 * libsodium through {@code java.lang.foreign}, JDK 22 and later.
	 */
	LIBSODIUM

}
