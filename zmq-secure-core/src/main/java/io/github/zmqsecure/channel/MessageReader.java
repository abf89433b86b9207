// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.Route;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.io.Metadata;

import org.springframework.util.unit.DataSize;

/**
 * Takes messages from JeroMQ without waiting, and lets pass only those that keep to the
 * rules. For the owner thread only.
 */
class MessageReader {

	private final OwnedSocket socket;

	private final VerdictProperty verdicts;

	private final MessageStatistics statistics;

	private final boolean routed;

	private final boolean authenticated;

	private final boolean localAllowed;

	private final long maxFrameSize;

	/** That of the last message, and the peer that it tells. */
	private @Nullable Metadata metadata;

	private @Nullable AuthenticatedPeer peer;

	/** What was read before anybody could take it. */
	private @Nullable Result ahead;

	MessageReader(OwnedSocket socket, SocketSettings settings, VerdictProperty verdicts, MessageStatistics statistics) {
		this.socket = socket;
		this.verdicts = verdicts;
		this.statistics = statistics;
		this.routed = settings.type() == SocketType.ROUTER;
		// JeroMQ hands subscriptions to XPUB without the metadata of their connection.
		this.authenticated = settings.security().isCurveServer() && settings.type() != SocketType.XPUB;
		this.localAllowed = settings.hasInproc();
		this.maxFrameSize = settings.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
	}

	/**
	 * Read one message.
	 * @return what was read; {@link Result#NOTHING} if no message waits
	 */
	Result read() {
		Result ahead = this.ahead;
		this.ahead = null;
		return (ahead != null) ? ahead : readNext();
	}

	/**
	 * Read the message that JeroMQ has begun to read when it was asked whether there is
	 * one: its connection may end before somebody takes it.
	 */
	void readAhead() {
		if (this.ahead == null) {
			Result next = readNext();
			this.ahead = (next.any()) ? next : null;
		}
	}

	/**
	 * Return how many messages were read that nobody has taken.
	 */
	int untaken() {
		return (this.ahead != null && this.ahead.message() != null) ? 1 : 0;
	}

	private Result readNext() {
		Msg frame = this.socket.receive();
		int malformed = this.socket.malformed();
		if (malformed > 0) {
			this.statistics.dropped(MessageDirection.INBOUND, DropReason.UNREADABLE, malformed);
		}
		if (frame == null) {
			return Result.NOTHING;
		}
		if (!frame.hasMore()) {
			return (frame.size() > this.maxFrameSize) ? dropped(DropReason.TOO_LARGE)
					: accept(List.of(frame.data()), frame.getMetadata());
		}
		return readFrames(frame);
	}

	private Result readFrames(Msg begin) {
		Msg frame = begin;
		Msg first = begin;
		List<byte[]> frames = new ArrayList<>(4);
		boolean tooLarge = false;
		boolean whole = true;
		while (true) {
			frames.add(frame.data());
			tooLarge |= frame.size() > this.maxFrameSize;
			if (!frame.hasMore()) {
				break;
			}
			Msg next = this.socket.receive();
			if (next == null) {
				whole = false;
				break;
			}
			// JeroMQ makes the frame with the routing id, which bears no metadata.
			first = (this.routed && frames.size() == 1) ? next : first;
			whole &= areOfOneConnection(next, first);
			frame = next;
		}
		if (!whole) {
			return dropped(DropReason.TORN);
		}
		return (tooLarge) ? dropped(DropReason.TOO_LARGE) : accept(frames, frame.getMetadata());
	}

	/**
	 * JeroMQ gives all frames of a connection the same metadata.
	 */
	@SuppressWarnings("ReferenceEquality")
	private static boolean areOfOneConnection(Msg one, Msg other) {
		return one.getMetadata() == other.getMetadata();
	}

	private Result accept(List<byte[]> frames, @Nullable Metadata metadata) {
		AuthenticatedPeer peer = peerOf(metadata);
		boolean allowed = !this.authenticated || peer != null || (this.localAllowed && metadata == null);
		if (!allowed) {
			return dropped(DropReason.UNAUTHENTICATED);
		}
		ZmqMessage message = new ZmqMessage(frames, peer);
		return new Result(true, message, this.socket.receivedFrom());
	}

	/**
	 * Messages of one connection often follow each other.
	 */
	@SuppressWarnings("ReferenceEquality")
	private @Nullable AuthenticatedPeer peerOf(@Nullable Metadata metadata) {
		if (metadata != this.metadata) {
			ZapVerdict verdict = this.verdicts.read(metadata);
			this.peer = (verdict != null) ? verdict.peer() : null;
			this.metadata = metadata;
		}
		return this.peer;
	}

	private Result dropped(DropReason reason) {
		this.statistics.dropped(MessageDirection.INBOUND, reason, 1);
		return new Result(true, null, null);
	}

	/**
	 * What was read.
	 *
	 * @param any whether a message was there
	 * @param message the message, {@code null} if it was dropped
	 * @param route the connection that brought it, where the socket tells
	 */
	record Result(boolean any, @Nullable ZmqMessage message, @Nullable Route route) {

		static final Result NOTHING = new Result(false, null, null);

	}

}
