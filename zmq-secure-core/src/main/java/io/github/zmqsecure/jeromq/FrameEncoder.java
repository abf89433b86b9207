// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import zmq.Config;
import zmq.Msg;
import zmq.io.coder.IEncoder;
import zmq.util.ValueReference;

import org.springframework.util.Assert;

/**
 * Writes the frames of one CURVE connection (ZMTP 3.0) in JeroMQ's stead: commands of the
 * handshake as they are, and once there is what seals them each message where it is
 * written from, behind the header of its frame, so that neither costs memory of its own.
 * A batch of small messages is written at once, a large one in pieces: up to JDK 19 the
 * JDK copies to direct memory whatever it is given at once. For the I/O thread only.
 */
final class FrameEncoder implements IEncoder {

	private static final int LARGE = 2;

	private static final int COMMAND = 4;

	private static final int SHORT_HEADER = 2;

	private static final int LONG_HEADER = 9;

	private static final int LONGEST_SHORT = 255;

	/** For so many bytes JeroMQ asks at least before it writes them. */
	static final int BATCH = Config.OUT_BATCH_SIZE.getValue();

	private static final int PIECE = 128 * 1024;

	private static final Msg STAND_IN = new Msg();

	private final SendBuffer buffers = SendBuffer.ofCurrentThread();

	private final int batch;

	/** What is written at once of a large message, no less than a batch. */
	private final int piece;

	private final Runnable failed;

	private @Nullable CurveMessages messages;

	private @Nullable Msg unsealed;

	/**
	 * From its position to its limit JeroMQ writes it, what is behind that comes next.
	 */
	private @Nullable ByteBuffer buffer;

	/** Where what was loaded ends. */
	private int end;

	/**
	 * Create an encoder.
	 * @param batch how many bytes JeroMQ asks for before it writes them
	 * @param failed notified when a message can't be sealed
	 */
	FrameEncoder(int batch, Runnable failed) {
		this.batch = batch;
		this.piece = Math.max(PIECE, batch);
		this.failed = failed;
	}

	/**
	 * Have a message sealed. JeroMQ never has it in its hands: whatever encoder it uses,
	 * nothing leaves that is not sealed.
	 * @param messages seals it, and whatever comes later
	 * @param message the message
	 * @return what is to be loaded in its place
	 */
	Msg seal(CurveMessages messages, Msg message) {
		this.messages = messages;
		this.unsealed = message;
		return STAND_IN;
	}

	/**
	 * Return whether JeroMQ has written all that was loaded. An estimate for other
	 * threads.
	 */
	boolean isWritten() {
		ByteBuffer buffer = this.buffer;
		return this.unsealed == null && (buffer == null || buffer.position() == this.end);
	}

	@Override
	public void loadMsg(Msg message) {
		try {
			Msg unsealed = this.unsealed;
			this.unsealed = null;
			Assert.state((unsealed != null) == (this.messages != null), "A message is not to be sealed");
			load((unsealed != null) ? unsealed : message);
		}
		catch (RuntimeException | Error ex) {
			this.failed.run();
			throw ex;
		}
	}

	/**
	 * Return how much more JeroMQ may write. It asks when it has written all that it was
	 * given, and after it has loaded something. The last piece of a message is as large
	 * as a batch, since JeroMQ would look for more behind a smaller one, and closes a
	 * connection once it has found the end.
	 */
	@Override
	public int encode(ValueReference<ByteBuffer> data, int size) {
		ByteBuffer buffer = this.buffer;
		if (buffer == null) {
			return 0;
		}
		int given = buffer.limit();
		int waiting = this.end - buffer.position();
		if (waiting == 0) {
			giveBack();
			return 0;
		}
		buffer.limit((waiting <= this.piece + this.batch) ? this.end : buffer.position() + this.piece);
		data.set(buffer);
		return buffer.limit() - given;
	}

	@Override
	public void encoded() {
	}

	@Override
	public void destroy() {
		giveBack();
	}

	/**
	 * If this fails, the buffer serves nobody any more. A command of the handshake has a
	 * buffer of its size, since peers that are not authenticated get no other.
	 */
	private void load(Msg message) {
		CurveMessages messages = this.messages;
		int size = (messages != null) ? CurveMessages.sealedSize(message) : message.size();
		int header = (size > LONGEST_SHORT) ? LONG_HEADER : SHORT_HEADER;
		ByteBuffer buffer = (messages != null || this.buffer != null) ? withRoomFor(header + size)
				: start(ByteBuffer.allocate(header + size));
		this.buffer = null;
		int given = buffer.limit();
		int start = this.end;
		buffer.limit(start + header + size);
		int flags = (messages == null && message.isCommand()) ? COMMAND : 0;
		if (header == LONG_HEADER) {
			buffer.put(start, (byte) (flags | LARGE)).putLong(start + 1, size);
		}
		else {
			buffer.put(start, (byte) flags).put(start + 1, (byte) size);
		}
		int body = buffer.arrayOffset() + start + header;
		if (messages != null) {
			messages.seal(message, buffer.array(), body);
		}
		else {
			message.getBytes(0, buffer.array(), body, size);
		}
		this.end = buffer.limit();
		this.buffer = buffer.limit(given);
	}

	private ByteBuffer withRoomFor(int size) {
		ByteBuffer buffer = this.buffer;
		if (buffer == null) {
			return start(this.buffers.take(size));
		}
		if (buffer.capacity() - this.end >= size) {
			return buffer;
		}
		int given = buffer.remaining();
		ByteBuffer larger = this.buffers.take(this.end - buffer.position() + size).put(buffer.limit(this.end));
		this.end = larger.position();
		this.buffers.giveBack(buffer);
		return larger.position(0).limit(given);
	}

	private ByteBuffer start(ByteBuffer buffer) {
		this.end = 0;
		return buffer.limit(0);
	}

	private void giveBack() {
		ByteBuffer buffer = this.buffer;
		this.buffer = null;
		if (buffer != null) {
			this.buffers.giveBack(buffer);
		}
	}

}
