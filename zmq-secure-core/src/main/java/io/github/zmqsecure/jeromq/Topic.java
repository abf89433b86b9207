/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
