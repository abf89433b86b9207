// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Why a message was not delivered. A closed set: dashboards and alerts may rely on it.
 *
 * @since 0.1.0
 */
public enum DropReason {

	/** The outbound queue was full, and its overflow policy is to drop. */
	QUEUE_FULL(MessageDirection.OUTBOUND),

	/** A ROUTER has no peer with that routing id, or no longer. */
	UNROUTABLE(MessageDirection.OUTBOUND),

	/**
	 * As many messages wait as {@code snd-hwm} allows, or memory: for the peer of a
	 * ROUTER, or for a subscriber, of whom each counts.
	 */
	PEER_FULL(MessageDirection.OUTBOUND),

	/**
	 * A peer left, or refuses the socket now, before it was sent what waited for it; or
	 * another took its place before what it had sent was taken.
	 */
	PEER_GONE(MessageDirection.OUTBOUND, MessageDirection.INBOUND),

	/** A REP socket has no request that the message could answer. */
	NO_REQUEST(MessageDirection.OUTBOUND),

	/** The request timed out or was cancelled before its message left the queue. */
	WITHDRAWN(MessageDirection.OUTBOUND),

	/**
	 * The socket was closed before the message left, or before a received message was
	 * taken.
	 */
	CLOSED(MessageDirection.OUTBOUND, MessageDirection.INBOUND),

	/** ZeroMQ held the message when its context failed and was replaced. */
	REBUILT(MessageDirection.OUTBOUND, MessageDirection.INBOUND),

	/** JeroMQ refused the message. */
	SEND_FAILED(MessageDirection.OUTBOUND),

	/**
	 * A message exceeds {@code max-msg-size}, {@code max-frames} or
	 * {@code max-message-bytes}: one that was received, or one that was refused when it
	 * was to be sent.
	 */
	TOO_LARGE(MessageDirection.INBOUND, MessageDirection.OUTBOUND),

	/** The frames that were received are not a whole message of one connection. */
	TORN(MessageDirection.INBOUND),

	/**
	 * A message was received from a peer that the ZAP handler of this library did not let
	 * in.
	 */
	UNAUTHENTICATED(MessageDirection.INBOUND),

	/** The handler of received messages threw an exception. */
	HANDLER_FAILED(MessageDirection.INBOUND),

	/** The handler of a received message took longer than it may. */
	HANDLER_TIMEOUT(MessageDirection.INBOUND),

	/** The content of a received message was read, and validation does not accept it. */
	INVALID(MessageDirection.INBOUND),

	/** A received message has not the layout or the content that its listener expects. */
	UNREADABLE(MessageDirection.INBOUND),

	/** A received message found no handler, or its listener stopped before its turn. */
	NOT_HANDLED(MessageDirection.INBOUND),

	/**
	 * A newer message took the place of one that waited: one of the same topic where a
	 * listener conflates, or any with the option {@code conflate}.
	 */
	CONFLATED(MessageDirection.INBOUND, MessageDirection.OUTBOUND),

	/** A reply came after its request had timed out, or had been replied to. */
	LATE_REPLY(MessageDirection.INBOUND),

	/** A reply came from another peer than the one that the request went to. */
	FOREIGN_REPLY(MessageDirection.INBOUND);

	private final MessageDirection usual;

	private final Set<MessageDirection> directions;

	DropReason(MessageDirection usual, MessageDirection... others) {
		this.usual = usual;
		Set<MessageDirection> directions = EnumSet.of(usual);
		directions.addAll(List.of(others));
		this.directions = Collections.unmodifiableSet(directions);
	}

	/**
	 * Return the value of the tag {@code reason}.
	 * @return the name in lower case, such as {@code queue_full}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return which way the messages went that are dropped for this reason.
	 * @return one direction, or both
	 */
	public Set<MessageDirection> getDirections() {
		return this.directions;
	}

	MessageDirection usual() {
		return this.usual;
	}

}
