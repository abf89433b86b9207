// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Arrays;

/**
 * The prefix that a subscriber subscribes to. Ordered as JeroMQ's trie is, which also
 * keeps hash tables fast when topics are chosen to collide.
 */
final class Topic implements Comparable<Topic> {

	private final byte[] bytes;

	private final int hash;

	Topic(byte[] bytes) {
		this.bytes = bytes;
		this.hash = Arrays.hashCode(bytes);
	}

	int length() {
		return this.bytes.length;
	}

	byte at(int index) {
		return this.bytes[index];
	}

	/** How many bytes both begin with. */
	int common(Topic other) {
		int mismatch = Arrays.mismatch(this.bytes, other.bytes);
		return (mismatch < 0) ? this.bytes.length : mismatch;
	}

	@Override
	public int compareTo(Topic other) {
		return Arrays.compare(this.bytes, other.bytes);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Topic topic && Arrays.equals(this.bytes, topic.bytes);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
