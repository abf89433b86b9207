// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;

import org.springframework.util.unit.DataSize;

/**
 * How large a message may become that a peer sends frame by frame.
 *
 * @param maxFrames frames of one message
 * @param maxBytes bytes of all of them
 * @since 0.1.0
 */
public record MessageLimits(int maxFrames, long maxBytes) {

	/** Bytes of a frame that a peer may send before its handshake is over. */
	public static final int HANDSHAKE_FRAME = FrameDecoder.MAX_HANDSHAKE_FRAME;

	/**
	 * Return the limits of a socket. A message of one frame may always be as large as a
	 * frame may be.
	 * @param options the options of the socket
	 * @return the limits
	 */
	public static MessageLimits of(SocketOptions options) {
		long frame = options.getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
		long message = options.getRequired(SocketOption.MAX_MESSAGE_BYTES, DataSize.class).toBytes();
		return new MessageLimits(options.getRequired(SocketOption.MAX_FRAMES, Integer.class), Math.max(frame, message));
	}

}
