// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The buffer into which all connections of one I/O thread read in turn. A connection that
 * leaves something unread keeps it, and the next takes another. For that thread only.
 */
final class ReadBuffer {

	private static final int SIZE = 64 * 1024;

	/** For who reads while many others keep theirs. */
	private static final int SMALL_SIZE = 4 * 1024;

	private static final int MANY = 16;

	private static final ThreadLocal<ReadBuffer> CURRENT = ThreadLocal.withInitial(ReadBuffer::new);

	private @Nullable ByteBuffer buffer;

	private int kept;

	private ReadBuffer() {
	}

	static ReadBuffer ofCurrentThread() {
		return CURRENT.get();
	}

	ByteBuffer get() {
		ByteBuffer buffer = this.buffer;
		int size = (this.kept < MANY) ? SIZE : SMALL_SIZE;
		if (buffer == null || buffer.capacity() < size) {
			buffer = ByteBuffer.allocateDirect(size);
			this.buffer = buffer;
		}
		return buffer.clear();
	}

	/** Let a connection keep the buffer, since it holds what it has not read. */
	@SuppressWarnings("ReferenceEquality")
	void leave(ByteBuffer buffer) {
		if (this.buffer == buffer) {
			this.buffer = null;
			this.kept++;
		}
	}

	void giveBack(ByteBuffer buffer) {
		this.kept--;
		if (this.buffer == null) {
			this.buffer = buffer;
		}
	}

}
