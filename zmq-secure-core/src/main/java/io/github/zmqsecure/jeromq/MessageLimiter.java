// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * Counts the frames of the message that one connection is receiving. JeroMQ counts whole
 * messages only, so that one which never ends would fill the memory. For the I/O thread
 * only.
 */
class MessageLimiter {

	private final MessageLimits limits;

	private int frames;

	private long bytes;

	MessageLimiter(MessageLimits limits) {
		this.limits = limits;
	}

	/**
	 * Count a frame.
	 * @param frame the frame, which is no command
	 * @return the name of the socket option that the message exceeds, or {@code null} if
	 * it exceeds none
	 */
	@Nullable String exceededBy(Msg frame) {
		this.frames++;
		this.bytes += frame.size();
		if (this.frames > this.limits.maxFrames()) {
			return "max-frames";
		}
		if (this.bytes > this.limits.maxBytes()) {
			return "max-message-bytes";
		}
		if (!frame.hasMore()) {
			this.frames = 0;
			this.bytes = 0;
		}
		return null;
	}

}
