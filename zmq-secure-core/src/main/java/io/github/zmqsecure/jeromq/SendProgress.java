// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

/**
 * When a peer last took something of what waits for it.
 */
final class SendProgress {

	private long last;

	private long taken;

	private int unsent;

	SendProgress(long now) {
		this.last = now;
	}

	/**
	 * Look again whether the peer takes nothing.
	 * @param awaitsPeer whether something waits for the peer, and for nobody else
	 * @param taken how many bytes the engine has taken so far
	 * @param unsent how many of them the network has not
	 * @param now the time
	 * @param nanos for how long it may take nothing
	 * @return whether it has taken nothing for longer
	 */
	boolean isStalled(boolean awaitsPeer, long taken, int unsent, long now, long nanos) {
		if (!awaitsPeer || taken != this.taken || unsent != this.unsent) {
			this.taken = taken;
			this.unsent = unsent;
			this.last = now;
		}
		return now - this.last > nanos;
	}

	long getLast() {
		return this.last;
	}

}
