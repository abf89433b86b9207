// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

/**
 * What subscribers may have a PUB or XPUB keep for them.
 *
 * @param maxTopicLength bytes of a topic; JeroMQ recurses once for each
 * @param maxSubscriptions subscriptions of one connection
 * @param maxBytes memory that all subscriptions may take, as estimated from the shape of
 * JeroMQ's trie. A peer may have half of it, a connection a quarter.
 * @since 0.1.0
 */
public record SubscriptionLimits(int maxTopicLength, int maxSubscriptions, long maxBytes) {

	/** JeroMQ's stack lasts for more topics than this, also on its smallest thread. */
	public static final int LONGEST_TOPIC = 1024;

	private static final int SHARE_OF_HEAP = 8;

	/**
	 * Return how much memory subscriptions may take as shipped.
	 * @param maxHeap how large the heap may become
	 * @return the number of bytes
	 */
	public static long bytesOf(long maxHeap) {
		return maxHeap / SHARE_OF_HEAP;
	}

}
