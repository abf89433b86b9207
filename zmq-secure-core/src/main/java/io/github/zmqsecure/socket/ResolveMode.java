// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

/**
 * To which addresses of a name a socket connects.
 *
 * @since 0.1.0
 */
public enum ResolveMode {

	/** One, and the next one when it fails. */
	FIRST,

	/** Each, as they come and go. */
	ALL

}
