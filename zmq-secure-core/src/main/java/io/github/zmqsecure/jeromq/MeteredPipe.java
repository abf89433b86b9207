// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.pipe.YPipeBase;

/**
 * One direction of a pipe between a connection and its socket, whose bytes are counted.
 * Stands before JeroMQ's own: the thread that writes and the one that reads stay what
 * they are.
 */
final class MeteredPipe implements YPipeBase<Msg> {

	/** What a frame occupies beside its bytes. */
	private static final int OVERHEAD = 128;

	private final YPipeBase<Msg> pipe;

	private final Meter meter;

	/** Bytes of the message that is being written. */
	private long incomplete;

	/**
	 * The frames of a message whose last one is still to come. JeroMQ's pipe would hold
	 * on to frames that are taken back, for as long as nobody reads it.
	 */
	private final ArrayDeque<Msg> frames = new ArrayDeque<>();

	/** What is left of the message that is read through a gate. */
	private final ArrayDeque<Msg> message = new ArrayDeque<>();

	/** What its largest frame occupies. */
	private long largest;

	/** Whether some of it was read. */
	private boolean begun;

	MeteredPipe(YPipeBase<Msg> pipe, Meter meter) {
		this.pipe = pipe;
		this.meter = meter;
	}

	Meter meter() {
		return this.meter;
	}

	/** What a frame occupies. */
	static long costOf(Msg frame) {
		return costOf(frame.size());
	}

	static long costOf(int size) {
		return (long) OVERHEAD + size;
	}

	/**
	 * Nothing can be read before it is flushed, so it may be counted when it is written.
	 */
	@Override
	public void write(Msg frame, boolean incomplete) {
		try {
			if (incomplete) {
				this.frames.addLast(frame);
			}
			else {
				for (Msg former : this.frames) {
					this.pipe.write(former, true);
				}
				this.pipe.write(frame, false);
			}
		}
		catch (RuntimeException | Error ex) {
			takeBack(frame);
			throw ex;
		}
		if (frame instanceof SharedFrame shared) {
			shared.hold();
		}
		this.incomplete += costOf(frame);
		if (incomplete) {
			this.meter.partWritten(costOf(frame));
		}
		else {
			this.frames.clear();
			this.meter.written(this.incomplete);
			this.incomplete = 0;
		}
	}

	/**
	 * Leave nothing of a message that could not be taken to its end.
	 * @param last the frame that was not taken, which is among them all the same where
	 * the queue could not grow
	 */
	@SuppressWarnings("ReferenceEquality")
	private void takeBack(Msg last) {
		this.meter.failed();
		Msg taken;
		do {
			taken = this.pipe.unwrite();
		}
		while (taken != null);
		if (this.frames.peekLast() == last) {
			this.frames.pollLast();
		}
		do {
			taken = unwrite();
		}
		while (taken != null);
		this.incomplete = 0;
	}

	@Override
	public @Nullable Msg unwrite() {
		Msg frame = this.frames.pollLast();
		if (frame != null) {
			this.incomplete -= costOf(frame);
			release(frame);
		}
		return frame;
	}

	/**
	 * Drop what can be read, but for the end of the pipe, which JeroMQ has to find. For
	 * the thread that reads.
	 */
	void drop() {
		while (checkRead() && !probe().isDelimiter()) {
			read();
		}
		this.meter.drained();
	}

	@Override
	public boolean flush() {
		return this.pipe.flush();
	}

	@Override
	public boolean checkRead() {
		return !this.message.isEmpty() || this.pipe.checkRead();
	}

	@Override
	public @Nullable Msg read() {
		if (!this.meter.isGate()) {
			return counted(this.pipe.read());
		}
		if (this.message.isEmpty()) {
			collect();
		}
		if (!this.begun && !this.message.isEmpty() && !this.meter.mayRead(this.largest)) {
			return null;
		}
		Msg frame = this.message.pollFirst();
		this.begun = !this.message.isEmpty();
		return counted(frame);
	}

	/**
	 * A gate has to know all of a message before its first frame, since whoever has that
	 * one counts on the others.
	 */
	private void collect() {
		this.largest = 0;
		for (Msg frame = this.pipe.read(); frame != null; frame = (frame.hasMore()) ? this.pipe.read() : null) {
			this.message.addLast(frame);
			this.largest = Math.max(this.largest, costOf(frame));
		}
	}

	private @Nullable Msg counted(@Nullable Msg frame) {
		if (frame != null) {
			this.meter.read(costOf(frame));
			release(frame);
		}
		else {
			this.meter.drained();
		}
		return frame;
	}

	private static void release(Msg frame) {
		if (frame instanceof SharedFrame shared) {
			shared.release();
		}
	}

	@Override
	public Msg probe() {
		return this.message.isEmpty() ? this.pipe.probe() : this.message.getFirst();
	}

	/**
	 * Counts what goes through a pipe.
	 */
	interface Meter {

		/**
		 * Notified of a frame that is not the last of its message. By the thread that
		 * writes.
		 * @param bytes what it occupies
		 */
		default void partWritten(long bytes) {
		}

		/**
		 * Notified before a whole message may be read. By the thread that writes.
		 * @param bytes what it occupies
		 */
		void written(long bytes);

		/**
		 * Notified when the pipe could not take a message. By the thread that writes.
		 */
		default void failed() {
		}

		/**
		 * Whether {@link #mayRead} should be asked.
		 */
		default boolean isGate() {
			return false;
		}

		/**
		 * Whether a message may be read from now on, to its end. Asked before its first
		 * frame is, by the thread that reads.
		 * @param largest what the largest of its frames occupies
		 */
		default boolean mayRead(long largest) {
			return true;
		}

		/**
		 * Notified after a frame was read. By the thread that reads.
		 * @param bytes what it occupies
		 */
		void read(long bytes);

		/**
		 * Notified when nothing was left to be read. By the thread that reads.
		 */
		void drained();

	}

}
