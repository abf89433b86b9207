// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;
import java.util.IdentityHashMap;

import zmq.pipe.Pipe;

/**
 * Counts the messages in one direction that newer ones took the place of, with ZeroMQ's
 * option {@code conflate}. Who reads takes a message a moment before it counts that, and
 * meanwhile it looks replaced: so one less is counted until nothing has changed for a
 * while. For the thread that owns the socket only.
 */
final class Conflation {

	private static final long SETTLING = Duration.ofMillis(50).toNanos();

	private final PipeInternals internals;

	private final IdentityHashMap<Pipe, Count> counts = new IdentityHashMap<>();

	private long untold;

	Conflation(PipeInternals internals) {
		this.internals = internals;
	}

	/**
	 * Look at a connection.
	 * @param pipe the socket's end of its pipe
	 * @param writer the end that is given the messages
	 * @param last whether it will not be looked at again
	 */
	void update(Pipe pipe, Pipe writer, boolean last) {
		long replaced = this.internals.replaced(writer);
		if (replaced == 0) {
			return;
		}
		Count count = this.counts.computeIfAbsent(pipe, (key) -> new Count());
		long now = System.nanoTime();
		if (replaced != count.seen) {
			count.seen = replaced;
			count.seenSince = now;
		}
		count.settled = last || now - count.seenSince >= SETTLING;
		long certain = (count.settled) ? replaced : replaced - 1;
		if (certain > count.counted) {
			this.untold += certain - count.counted;
			count.counted = certain;
		}
	}

	/** Whether connections should be looked at again. */
	boolean isUnsettled() {
		for (Count each : this.counts.values()) {
			if (!each.settled) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Forget a connection that ended.
	 * @param pipe the socket's end of its pipe
	 * @return how many of its messages were counted
	 */
	long end(Pipe pipe) {
		Count count = this.counts.remove(pipe);
		return (count != null) ? count.counted : 0;
	}

	/**
	 * Return how many messages were counted since the last call.
	 */
	long take() {
		long taken = this.untold;
		this.untold = 0;
		return taken;
	}

	private static final class Count {

		private long seen;

		private long seenSince;

		private boolean settled;

		private long counted;

	}

}
