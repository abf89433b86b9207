// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

/**
 * What a send does when the outbound queue is full.
 *
 * @since 0.1.0
 */
public enum Overflow {

	/** Wait for room, for as long as {@code snd-timeo} says. */
	BLOCK,

	/** Drop the message, and count it. */
	DROP_NEWEST,

	/** Throw an exception at once. */
	FAIL

}
