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
import zmq.Msg;
import zmq.io.coder.IEncoder;
import zmq.util.ValueReference;

/**
 * Writes the frames of one authenticated CURVE connection (ZMTP 3.0) in JeroMQ's stead:
 * it seals each message where it is written from, behind the header of its frame, so that
 * neither costs memory of its own. A batch of small messages, or a large one, is written
 * at once. For the I/O thread only.
 */
final class FrameEncoder implements IEncoder {

	private static final int LARGE = 2;

	private static final int SHORT_HEADER = 2;

	private static final int LONG_HEADER = 9;

	private static final int LONGEST_SHORT = 255;

	private final SendBuffer buffers = SendBuffer.ofCurrentThread();

	private final CurveMessages messages;

	private final Runnable failed;

	/** From its position to its limit it waits to be written. */
	private @Nullable ByteBuffer buffer;

	private int loaded;

	/**
	 * Create an encoder.
	 * @param messages seals the messages
	 * @param failed notified when that fails
	 */
	FrameEncoder(CurveMessages messages, Runnable failed) {
		this.messages = messages;
		this.failed = failed;
	}

	@Override
	public void loadMsg(Msg message) {
		try {
			load(message);
		}
		catch (RuntimeException | Error ex) {
			this.failed.run();
			throw ex;
		}
	}

	/**
	 * Return what was loaded. JeroMQ asks before it loads anything, which means that all
	 * is written.
	 */
	@Override
	public int encode(ValueReference<ByteBuffer> data, int size) {
		int loaded = this.loaded;
		this.loaded = 0;
		if (loaded == 0) {
			giveBack();
		}
		else {
			data.set(this.buffer);
		}
		return loaded;
	}

	@Override
	public void encoded() {
	}

	@Override
	public void destroy() {
		giveBack();
	}

	/**
	 * If this fails, the buffer serves nobody any more.
	 */
	private void load(Msg message) {
		int size = CurveMessages.sealedSize(message);
		int header = (size > LONGEST_SHORT) ? LONG_HEADER : SHORT_HEADER;
		ByteBuffer buffer = withRoomFor(header + size);
		this.buffer = null;
		int start = buffer.limit();
		buffer.limit(start + header + size);
		if (header == LONG_HEADER) {
			buffer.put(start, (byte) LARGE).putLong(start + 1, size);
		}
		else {
			buffer.put(start, (byte) 0).put(start + 1, (byte) size);
		}
		this.messages.seal(message, buffer.array(), buffer.arrayOffset() + start + header);
		this.loaded = header + size;
		this.buffer = buffer;
	}

	private ByteBuffer withRoomFor(int size) {
		ByteBuffer buffer = this.buffer;
		if (buffer == null) {
			return this.buffers.take(size).limit(0);
		}
		int end = buffer.limit();
		if (buffer.capacity() - end >= size) {
			return buffer;
		}
		ByteBuffer larger = this.buffers.take(end + size).put(buffer).flip();
		this.buffers.giveBack(buffer);
		return larger;
	}

	private void giveBack() {
		ByteBuffer buffer = this.buffer;
		this.buffer = null;
		if (buffer != null) {
			this.buffers.giveBack(buffer);
		}
	}

}
