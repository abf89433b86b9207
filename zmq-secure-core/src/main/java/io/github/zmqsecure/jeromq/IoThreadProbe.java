// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import zmq.Ctx;
import zmq.ZError;
import zmq.ZObject;

/**
 * Asks an I/O thread again and again for a sign of life, which it gives when it comes by
 * its mailbox. A thread that computes much and comes by is healthy; so is one that the
 * machine gives no time to compute, or a computer that was asleep. For one thread only.
 */
final class IoThreadProbe extends ZObject {

	private static final long LONGEST_TICK = Duration.ofMillis(250).toNanos();

	/** Less than this from one tick to the next is no work. */
	private static final long IDLE = Duration.ofMillis(20).toNanos();

	private static final long BLOCKED_PATIENCE = Duration.ofSeconds(10).toNanos();

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Thread thread;

	/** Whether the thread was asked and has not answered yet. */
	private volatile boolean asked;

	private long lastTick = System.nanoTime();

	private long waited;

	private long cpuWhenAsked;

	IoThreadProbe(Ctx ctx, int tid, Thread thread) {
		super(ctx, tid);
		this.thread = thread;
	}

	/**
	 * Return whether the thread has not come by for too long.
	 * @param patience how long it may compute without coming by
	 */
	boolean isStuck(Duration patience) {
		long now = System.nanoTime();
		long tick = Math.min(LONGEST_TICK, now - this.lastTick);
		this.lastTick = now;
		if (!this.asked) {
			askUnlessIdle();
			return false;
		}
		this.waited += tick;
		if (this.thread.getState() == Thread.State.RUNNABLE) {
			return computed() >= patience.toNanos();
		}
		return this.waited >= BLOCKED_PATIENCE;
	}

	@Override
	protected void processStop() {
		this.asked = false;
	}

	/**
	 * A thread that waits for events and computes next to nothing need not be woken.
	 */
	private void askUnlessIdle() {
		long cpu = cpuTime();
		boolean idle = this.thread.getState() == Thread.State.RUNNABLE && cpu >= 0 && cpu - this.cpuWhenAsked < IDLE;
		this.cpuWhenAsked = cpu;
		if (!idle) {
			ask();
		}
	}

	private void ask() {
		this.waited = 0;
		this.asked = true;
		try {
			sendStop();
		}
		catch (ZError.IOException ex) {
			// The mailbox is closed: the thread has ended, which others see.
			this.asked = false;
		}
	}

	private long computed() {
		return (this.cpuWhenAsked >= 0) ? cpuTime() - this.cpuWhenAsked : this.waited / 2;
	}

	private long cpuTime() {
		return this.threads.isThreadCpuTimeSupported() ? this.threads.getThreadCpuTime(this.thread.getId()) : -1;
	}

}
