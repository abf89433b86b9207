// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import org.springframework.messaging.MessageHeaders;

/**
 * Names of the headers that messages of the programming model bear. Headers that begin
 * with {@link #PREFIX} are set on this side only: they never travel, and what a peer
 * sends under such a name is ignored.
 *
 * @since 0.1.0
 */
public final class ZmqHeaders {

	/** Prefix of all headers that are set on this side only. */
	public static final String PREFIX = "zmq_";

	/**
	 * Name of the peer, as the ZAP handler of this library authenticated it. A
	 * {@code String}; absent for messages that a client receives from its server, and
	 * within a process.
	 */
	public static final String PEER = PREFIX + "peer";

	/** Topic of a message that was, or is to be, published. A {@code String}. */
	public static final String TOPIC = PREFIX + "topic";

	/**
	 * Routing id of the peer at the other end of a ROUTER. A {@code byte[]}; of no
	 * meaning outside of the connection.
	 */
	public static final String ROUTING_ID = PREFIX + "routingId";

	/** Name of the socket that received the message. A {@code String}. */
	public static final String SOCKET = PREFIX + "socket";

	/**
	 * Frames that stand in front of the content of a request and have to stand in front
	 * of its reply. A {@code List<byte[]>}.
	 */
	public static final String ENVELOPE = PREFIX + "envelope";

	/**
	 * The message as it was received, with all its frames. A
	 * {@link io.github.zmqsecure.channel.ZmqMessage}.
	 */
	public static final String RAW = PREFIX + "raw";

	/**
	 * Number of a published message within its topic. A {@code Long}; absent where the
	 * publisher does not number its messages.
	 */
	public static final String SEQUENCE = PREFIX + "sequence";

	/**
	 * Content type of the payload, a {@code String} or a {@code MimeType}. The only one
	 * of these headers that travels, where messages bear headers.
	 */
	public static final String CONTENT_TYPE = MessageHeaders.CONTENT_TYPE;

	private ZmqHeaders() {
	}

}
