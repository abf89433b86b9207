// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * Decides which frames of one connection its socket is given. For the I/O thread only.
 */
interface FrameFilter {

	/** For sockets that may be given every frame. */
	FrameFilter ALL = (frame) -> Decision.PASS;

	/**
	 * Decide on a frame.
	 * @param frame the frame, which is no command
	 * @return what becomes of it
	 */
	Decision decide(Msg frame);

	/**
	 * Decide on a command.
	 * @param command the command
	 * @return what becomes of it
	 */
	default Decision decideCommand(Msg command) {
		return Decision.PASS;
	}

	/**
	 * Give back what the connection held, which ends.
	 */
	default void close() {
	}

	/**
	 * What becomes of a frame.
	 *
	 * @param passes whether the socket is given the frame
	 * @param limit the name of the limit that it exceeds, so that the connection must
	 * end; {@code null} if it exceeds none
	 */
	record Decision(boolean passes, @Nullable String limit) {

		static final Decision PASS = new Decision(true, null);

		static final Decision SKIP = new Decision(false, null);

		static Decision exceeds(String limit) {
			return new Decision(false, limit);
		}

	}

}
