// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;

import io.github.zmqsecure.nacl.CounterBox;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * A large MESSAGE command (RFC 26) that is opened while it arrives, in the array that the
 * user gets: what was just read is in the caches of the processor still, and nothing else
 * is allocated for it. Nobody sees the payload before all of it proved to be authentic;
 * JeroMQ is given the beginning of the command in its place.
 */
final class ArrivingMessage implements ArrivingFrame {

	/** Smaller ones are opened at once. */
	static final int LEAST = 8 * 1024;

	private static final int HEAD = CounterBox.HEAD;

	private final CurveMessages messages;

	private final byte[] head = new byte[HEAD];

	private final byte[] payload;

	private final Msg command = new Msg(this.head);

	private int opened = HEAD;

	private boolean refused;

	/**
	 * Create it.
	 * @param messages opens it
	 * @param size the bytes of the command, at least {@link #LEAST}
	 */
	ArrivingMessage(CurveMessages messages, int size) {
		this.messages = messages;
		this.payload = new byte[size - CurveMessages.PAYLOAD];
	}

	@Override
	public void grow(int granted) {
		throw new IllegalStateException("It has room for all of the message");
	}

	@Override
	public void read(ByteBuffer data, int received, int count) {
		int end = received + count;
		if (received < HEAD) {
			data.get(this.head, received, Math.min(end, HEAD) - received);
			this.refused = end >= HEAD && !this.messages.startOpening(this.head);
		}
		int start = Math.max(received, HEAD);
		if (start < end) {
			data.get(this.payload, start - CurveMessages.PAYLOAD, end - start);
			openBlocks(end);
		}
	}

	private void openBlocks(int received) {
		boolean whole = received == CurveMessages.PAYLOAD + this.payload.length;
		int end = (whole) ? received : received - received % HEAD;
		if (end > this.opened && !this.refused) {
			this.messages.openPiece(this.payload, this.opened, end);
			this.opened = end;
		}
	}

	@Override
	public Msg complete() {
		return this.command;
	}

	/** Whether JeroMQ was given this command for it. */
	boolean isFor(Msg command) {
		return this.command == command;
	}

	/**
	 * Return the message.
	 * @return the message, or {@code null} if it is not authentic
	 */
	@Nullable Msg open() {
		return (this.refused) ? null : this.messages.finishOpening(this.head, this.payload);
	}

}
