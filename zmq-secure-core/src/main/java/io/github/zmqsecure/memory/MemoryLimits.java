// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

/**
 * How many bytes messages may occupy while they are on their way through this process.
 *
 * @param perConnection bytes of one connection, in each direction
 * @param perPeer bytes of all connections of one peer, by its authenticated name, in each
 * direction
 * @param total bytes of all of them, in both directions
 * @since 0.1.0
 */
public record MemoryLimits(long perConnection, long perPeer, long total) {

	private static final int SHARE_OF_HEAP = 4;

	private static final int SHARE_OF_PEER = 8;

	private static final int SHARE_OF_CONNECTION = 16;

	/**
	 * Return how much may be held in total as shipped: a quarter of the heap, so that all
	 * else keeps its share.
	 * @param maxHeap how large the heap may become
	 * @return the number of bytes
	 */
	public static long totalOf(long maxHeap) {
		return maxHeap / SHARE_OF_HEAP;
	}

	/**
	 * Return how much a peer may hold as shipped: half of what there is for each
	 * {@link MemoryBudget.Stage stage}.
	 * @param total how much may be held in total
	 * @return the number of bytes
	 */
	public static long perPeerOf(long total) {
		return total / SHARE_OF_PEER;
	}

	/**
	 * Return how much a connection may hold as shipped: half as much as its peer.
	 * @param total how much may be held in total
	 * @return the number of bytes
	 */
	public static long perConnectionOf(long total) {
		return total / SHARE_OF_CONNECTION;
	}

	/**
	 * Return the limits as shipped.
	 * @param maxHeap how large the heap may become
	 * @return the limits
	 */
	public static MemoryLimits ofHeap(long maxHeap) {
		long total = totalOf(maxHeap);
		return new MemoryLimits(perConnectionOf(total), perPeerOf(total), total);
	}

}
