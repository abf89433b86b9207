// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * What the connections of one I/O thread write from in turn. One that can't write all of
 * it at once keeps its buffer until it has. What is given back is ciphertext. For one I/O
 * thread.
 */
final class SendBuffer {

	/** A batch of small messages, and one more of some kilobytes. */
	static final int SIZE = 16 * 1024;

	/** A larger buffer is not kept for the next one. */
	static final int MOST_KEPT = 2 * 1024 * 1024;

	private static final ThreadLocal<SendBuffer> CURRENT = ThreadLocal.withInitial(SendBuffer::new);

	private @Nullable ByteBuffer small;

	private @Nullable ByteBuffer large;

	private SendBuffer() {
	}

	static SendBuffer ofCurrentThread() {
		return CURRENT.get();
	}

	/**
	 * Take a buffer.
	 * @param size the bytes that it must have room for
	 * @return a cleared buffer with an array
	 */
	ByteBuffer take(int size) {
		ByteBuffer small = this.small;
		ByteBuffer large = this.large;
		if (size <= SIZE) {
			this.small = null;
			return (small != null) ? small.clear() : ByteBuffer.allocate(SIZE);
		}
		if (large != null && large.capacity() >= size) {
			this.large = null;
			return large.clear();
		}
		return ByteBuffer.allocate(size);
	}

	void giveBack(ByteBuffer buffer) {
		ByteBuffer large = this.large;
		if (buffer.capacity() == SIZE) {
			this.small = buffer;
		}
		else if (buffer.capacity() > SIZE && buffer.capacity() <= MOST_KEPT
				&& (large == null || large.capacity() < buffer.capacity())) {
			this.large = buffer;
		}
	}

}
