// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

/**
 * Asked before memory is allocated for a frame that a peer has announced and not sent
 * yet. Thread-safe.
 */
interface FrameMemory {

	/**
	 * Grant memory for a frame.
	 * @param announced bytes of the frame
	 * @param received bytes of it that were received, which is all that was granted
	 * before
	 * @return how much may be allocated in all, more than was received; or nothing, to
	 * pause the connection
	 */
	int grant(int announced, int received);

	/**
	 * Return what a frame is granted as its bytes arrive, so that announcing costs
	 * nothing.
	 * @param announced bytes of the frame
	 * @param received bytes of it that were received
	 * @return some kilobytes at first, then some times as much as was received
	 */
	static int part(int announced, int received) {
		return (int) Math.min(announced, Math.max(8 * 1024, received * 4L));
	}

	/**
	 * Take back what was granted for a frame that is complete, or will never be.
	 * @param granted the last grant
	 */
	void release(int granted);

}
