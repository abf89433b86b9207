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
