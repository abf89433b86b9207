// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.Ctx;
import zmq.ZError;
import zmq.ZObject;
import zmq.poll.Poller;
import zmq.util.Clock;

/**
 * Notices that the wall clock was set, and has the timers of an I/O thread follow:
 * JeroMQ's would wait until the clock is where it was, or go off at once. For the one who
 * watches the context, several times a second.
 */
final class WallClock extends ZObject {

	private static final Log logger = LogFactory.getLog(WallClock.class);

	/** What a clock that is merely adjusted stays below from one look to the next. */
	private static final long TOLERATED_MILLIS = 50;

	private static final long UNDISTURBED = Duration.ofMillis(5).toNanos();

	private final TimerInternals timers = JeromqInternals.get().timers();

	private final AtomicLong jump = new AtomicLong();

	private final Poller poller;

	private volatile long longestMillis;

	private long offset = offset();

	WallClock(Ctx ctx, int tid, Poller poller) {
		super(ctx, tid);
		this.poller = poller;
	}

	/**
	 * Have the timers follow the clock if it was set since the last call.
	 * @param longestMillis for how long timers are set at most
	 */
	void follow(long longestMillis) {
		this.longestMillis = longestMillis;
		long before = System.nanoTime();
		long offset = offset();
		if (System.nanoTime() - before > UNDISTURBED) {
			return;
		}
		long jump = offset - this.offset;
		this.offset = offset;
		if (Math.abs(jump) >= TOLERATED_MILLIS) {
			logger.info("The clock was set by " + jump + " ms; the timers of JeroMQ follow");
			this.jump.addAndGet(jump);
			ask();
		}
	}

	@Override
	protected void processStop() {
		this.timers.shift(this.poller, this.jump.getAndSet(0), this.longestMillis);
	}

	private void ask() {
		try {
			sendStop();
		}
		catch (ZError.IOException ex) {
			// The mailbox is closed: the thread has ended, which others see.
			return;
		}
	}

	private static long offset() {
		return Clock.nowMS() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
	}

}
