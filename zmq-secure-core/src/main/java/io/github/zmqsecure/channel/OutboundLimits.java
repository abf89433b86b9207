// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.List;

import io.github.zmqsecure.jeromq.MessageLimits;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.SocketType;

import org.springframework.util.unit.DataSize;

/**
 * How large the messages may be that a socket sends: as large as it may receive itself.
 */
class OutboundLimits {

	private final SocketSettings settings;

	private final boolean routed;

	private final MessageLimits limits;

	private final long maxFrameSize;

	OutboundLimits(SocketSettings settings) {
		this.settings = settings;
		this.routed = settings.type() == SocketType.ROUTER;
		this.limits = MessageLimits.of(settings.options());
		this.maxFrameSize = settings.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
	}

	/**
	 * Check a message.
	 * @throws MessageTooLargeException if it exceeds a limit
	 */
	void check(ZmqMessage message) {
		// The routing id of a ROUTER's message stays here.
		List<byte[]> frames = (this.routed) ? message.frames().subList(1, message.frames().size()) : message.frames();
		if (frames.size() > this.limits.maxFrames()) {
			throw tooLarge(frames.size() + " frames", SocketOption.MAX_FRAMES, this.limits.maxFrames());
		}
		long bytes = 0;
		for (byte[] frame : frames) {
			if (frame.length > this.maxFrameSize) {
				throw tooLarge("a frame of " + frame.length + " bytes", SocketOption.MAX_MSG_SIZE, this.maxFrameSize);
			}
			bytes += frame.length;
		}
		if (bytes > this.limits.maxBytes()) {
			throw tooLarge(bytes + " bytes", SocketOption.MAX_MESSAGE_BYTES, this.limits.maxBytes());
		}
	}

	private MessageTooLargeException tooLarge(String what, SocketOption option, long limit) {
		return new MessageTooLargeException(this.settings.name(), what, option.key(), limit);
	}

}
