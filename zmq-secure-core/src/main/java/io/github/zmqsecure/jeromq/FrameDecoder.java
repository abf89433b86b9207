// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.IDecoder;
import zmq.util.Errno;
import zmq.util.ValueReference;

/**
 * Reads the frames of one connection (ZMTP 3.0) in JeroMQ's stead, which allocates
 * whatever a frame announces, and compares its length as a signed number. Before the
 * handshake is over only frames are taken that a handshake needs. For the I/O thread
 * only.
 */
final class FrameDecoder implements IDecoder {

	/** JeroMQ can't read longer commands of a handshake, and nobody sends such. */
	static final int MAX_HANDSHAKE_FRAME = 1024;

	private static final int MORE = 1;

	private static final int LARGE = 2;

	private static final int COMMAND = 4;

	private static final int SHORT_HEADER = 2;

	private static final int LONG_HEADER = 9;

	/**
	 * What the engine takes for the message when it goes on after a pause, before it
	 * decodes: a command that means nothing.
	 */
	private static final Msg PAUSE = new Msg();

	static {
		PAUSE.setFlags(Msg.COMMAND);
	}

	private final ReadBuffer readBuffer = ReadBuffer.ofCurrentThread();

	private final Errno errno;

	private final FrameMemory memory;

	private final Runnable tooLarge;

	private final Runnable failed;

	private final Supplier<@Nullable CurveMessages> messages;

	private final byte[] header = new byte[LONG_HEADER];

	private int headerSize;

	private boolean discarding;

	private int limit = MAX_HANDSHAKE_FRAME;

	private boolean ready;

	/** What was received of the frame that is not complete. */
	private @Nullable ArrivingFrame frame;

	/** Whether there is one. */
	private boolean arriving;

	private int announced;

	private int received;

	private int granted;

	private @Nullable ByteBuffer kept;

	private @Nullable Msg message;

	/** How often something was read from the network. */
	private final AtomicInteger reads = new AtomicInteger();

	/**
	 * Create a decoder.
	 * @param errno where JeroMQ looks for the reason of a failure
	 * @param memory asked before memory is allocated
	 * @param messages asked once the handshake is over for what opens large messages as
	 * they arrive, or {@code null} for nothing
	 * @param tooLarge notified when an authenticated peer announces a frame that is too
	 * large
	 * @param failed notified when a frame can't be taken, as for want of heap
	 */
	FrameDecoder(Errno errno, FrameMemory memory, Supplier<@Nullable CurveMessages> messages, Runnable tooLarge,
			Runnable failed) {
		this.errno = errno;
		this.memory = memory;
		this.messages = messages;
		this.tooLarge = tooLarge;
		this.failed = failed;
	}

	/** The handshake is over: take frames up to a size. */
	void ready(int limit) {
		this.limit = limit;
		this.ready = true;
	}

	/** Decode nothing any more, and drop what is received. */
	void discard() {
		this.discarding = true;
		forget();
	}

	/** How often something was read from the network. For any thread. */
	int reads() {
		return this.reads.get();
	}

	/** Whether a message is none, but the sign that the connection was paused. */
	boolean isPause(Msg message) {
		return message == PAUSE;
	}

	/**
	 * Keep what became of the frame that was decoded last until the socket has taken it:
	 * an engine that had to pause asks for it again.
	 */
	void keep(Msg message) {
		this.message = message;
	}

	/** Nobody asks for the last message again. */
	void forget() {
		this.message = PAUSE;
	}

	@Override
	public ByteBuffer getBuffer() {
		return this.readBuffer.get();
	}

	@Override
	public Step.Result decode(ByteBuffer data, int size, ValueReference<Integer> processed) {
		int start = data.position();
		if (start == 0) {
			this.reads.lazySet(this.reads.getPlain() + 1);
		}
		int end = start + size;
		Step.Result result = read((this.discarding) ? data.position(end) : data, end);
		processed.set(data.position() - start);
		keepUnread(data, end);
		return result;
	}

	@Override
	public @Nullable Msg msg() {
		return this.message;
	}

	@Override
	public void destroy() {
		forget();
		if (this.arriving) {
			endFrame();
		}
		if (this.kept != null) {
			this.readBuffer.giveBack(this.kept);
			this.kept = null;
		}
	}

	private Step.Result read(ByteBuffer data, int end) {
		try {
			Step.Result result = Step.Result.MORE_DATA;
			while (result == Step.Result.MORE_DATA && data.position() < end) {
				result = (this.arriving) ? readBody(data, end) : readHeader(data);
			}
			return result;
		}
		catch (RuntimeException | Error ex) {
			this.failed.run();
			throw ex;
		}
	}

	private Step.Result readHeader(ByteBuffer data) {
		this.header[this.headerSize++] = data.get();
		boolean large = (this.header[0] & LARGE) != 0;
		if (this.headerSize < ((large) ? LONG_HEADER : SHORT_HEADER)) {
			return Step.Result.MORE_DATA;
		}
		this.headerSize = 0;
		long size = (large) ? ByteBuffer.wrap(this.header).getLong(1) : this.header[1] & 0xff;
		if (size < 0 || size > this.limit) {
			if (this.ready) {
				this.tooLarge.run();
			}
			return fail(ZError.EMSGSIZE);
		}
		this.announced = (int) size;
		this.arriving = true;
		return (size > 0) ? grow() : complete(new Msg(0));
	}

	private Step.Result readBody(ByteBuffer data, int end) {
		if (this.received == this.granted) {
			Step.Result result = grow();
			if (result != Step.Result.MORE_DATA) {
				return result;
			}
		}
		ArrivingFrame frame = Objects.requireNonNull(this.frame);
		int count = Math.min(this.granted - this.received, end - data.position());
		frame.read(data, this.received, count);
		this.received += count;
		return (this.received == this.announced) ? complete(frame.complete()) : Step.Result.MORE_DATA;
	}

	private Step.Result grow() {
		int granted = this.memory.grant(this.announced, this.received);
		if (granted == 0) {
			this.message = PAUSE;
			return fail(ZError.EAGAIN);
		}
		try {
			if (this.frame == null) {
				this.frame = newFrame(granted);
			}
			else {
				this.frame.grow(granted);
			}
			this.granted = granted;
			return Step.Result.MORE_DATA;
		}
		catch (OutOfMemoryError ex) {
			this.memory.release(granted - this.received);
			throw ex;
		}
	}

	private ArrivingFrame newFrame(int granted) {
		boolean whole = granted == this.announced && granted >= ArrivingMessage.LEAST;
		CurveMessages messages = (whole && this.ready) ? this.messages.get() : null;
		return (messages != null) ? messages.arriving(granted) : new CollectedFrame(granted);
	}

	private Step.Result complete(Msg message) {
		endFrame();
		message.setFlags((((this.header[0] & MORE) != 0) ? Msg.MORE : 0)
				| (((this.header[0] & COMMAND) != 0) ? Msg.COMMAND : 0));
		this.message = message;
		return Step.Result.DECODED;
	}

	private void endFrame() {
		this.memory.release(this.granted);
		this.frame = null;
		this.arriving = false;
		this.received = 0;
		this.granted = 0;
	}

	private Step.Result fail(int errno) {
		this.errno.set(errno);
		return Step.Result.ERROR;
	}

	@SuppressWarnings("ReferenceEquality")
	private void keepUnread(ByteBuffer data, int end) {
		if (data.position() < end) {
			this.readBuffer.leave(data);
			this.kept = data;
		}
		else if (this.kept == data) {
			this.readBuffer.giveBack(data);
			this.kept = null;
		}
	}

}
