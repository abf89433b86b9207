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

package io.github.zmqsecure.channel;

import java.util.Locale;

/**
 * Why a message was not delivered. A closed set: dashboards and alerts may rely on it.
 *
 * @since 0.1.0
 */
public enum DropReason {

	/** The outbound queue was full, and its overflow policy is to drop. */
	QUEUE_FULL,

	/** A ROUTER has no peer with that routing id, or no longer. */
	UNROUTABLE,

	/** A ROUTER's peer has as many messages waiting as {@code snd-hwm} allows. */
	PEER_FULL,

	/** A REP socket has no request that the message could answer. */
	NO_REQUEST,

	/** The request timed out or was cancelled before its message left the queue. */
	WITHDRAWN,
	/** The socket was closed before the message left. */
	CLOSED,

	/** ZeroMQ held the message when its context failed and was replaced. */
	REBUILT,

	/** JeroMQ refused the message. */
	SEND_FAILED,

	/**
	 * A received message exceeds {@code max-msg-size}, {@code max-frames} or
	 * {@code max-message-bytes}.
	 */
	TOO_LARGE,

	/** A message was received from a peer that our ZAP handler did not let in. */
	UNAUTHENTICATED,

	/** The handler of received messages threw an exception. */
	HANDLER_FAILED,

	/** The handler of a received message took longer than it may. */
	HANDLER_TIMEOUT,

	/** The content of a received message was read, and validation does not accept it. */
	INVALID,

	/** A received message has not the layout or the content that its listener expects. */
	UNREADABLE,

	/** A received message found no handler, or its listener stopped before its turn. */
	NOT_HANDLED,

	/** A newer message of the same topic took the place of one that waited. */
	CONFLATED,

	/** A reply came after its request had timed out. */
	LATE_REPLY;

	/**
	 * Return the value of the tag {@code reason}.
	 * @return the name in lower case, such as {@code queue_full}
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
