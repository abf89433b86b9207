// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

/**
 * Whether a peer gets on with the message that it sends. Times are those of
 * {@link IoThreadFlow#patience()}. For the I/O thread.
 */
final class MessageProgress {

	private static final int LONGEST_MESSAGE = 5;

	/** When the message began, later by the time in which nothing was read. */
	private long began;

	private long progressed;

	private long pausedAt;

	/** How often the network was read when that was looked at last. */
	private int reads;

	void progress(long now, boolean begins) {
		this.began = (begins) ? now : this.began;
		this.progressed = now;
	}

	void pause(long now) {
		this.pausedAt = now;
	}

	void resume(long now) {
		this.began += now - this.pausedAt;
	}

	/**
	 * Return whether the peer has sent nothing for a time, or not come to the end for
	 * five times as long.
	 * @param reads how often the network was read so far
	 */
	boolean isStalled(int reads, long now, long nanos) {
		if (reads != this.reads) {
			this.reads = reads;
			this.progressed = now;
		}
		return now - this.progressed > nanos || now - this.began > LONGEST_MESSAGE * nanos;
	}

}
