// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.Msgs;

/**
 * Decides what becomes of the frames of one connection once they were opened: the limits
 * of messages, and what the socket accepts. For the I/O thread only.
 */
final class FrameGuard {

	/** Name and time to live. */
	private static final int PING_SIZE = 7;

	private final MessageLimiter limiter;

	private final FramePolicy policy;

	private final Supplier<@Nullable String> peerName;

	private final SocketBase socket;

	private @Nullable FrameFilter filter;

	/**
	 * Create a guard.
	 * @param limits the limits of messages
	 * @param policy what the socket accepts
	 * @param peerName the name of the peer, which is known with the first frame
	 * @param socket the socket of the connection
	 */
	FrameGuard(MessageLimits limits, FramePolicy policy, Supplier<@Nullable String> peerName, SocketBase socket) {
		this.limiter = new MessageLimiter(limits);
		this.policy = policy;
		this.peerName = peerName;
		this.socket = socket;
	}

	/**
	 * Decide what becomes of a frame.
	 * @throws IllegalArgumentException if it is a PING without the time to live, which
	 * JeroMQ reads without looking whether it is there
	 */
	FrameFilter.Decision decide(Msg frame) {
		if (frame.isCommand()) {
			checkPing(frame);
			return filter().decideCommand(frame);
		}
		String limit = this.limiter.exceededBy(frame);
		return (limit != null) ? FrameFilter.Decision.exceeds(limit) : filter().decide(frame);
	}

	void close() {
		FrameFilter filter = this.filter;
		if (filter != null) {
			filter.close();
		}
	}

	private FrameFilter filter() {
		FrameFilter filter = this.filter;
		if (filter == null) {
			filter = this.policy.open(this.peerName.get(), this.socket);
			this.filter = filter;
		}
		return filter;
	}

	private static void checkPing(Msg command) {
		if (command.size() < PING_SIZE && Msgs.startsWith(command, "PING", true)) {
			throw new IllegalArgumentException("A PING of " + command.size() + " bytes is too short");
		}
	}

}
