// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;

/**
 * The one thread that fails requests whose time is over. A request wakes it only if it is
 * due before all others. Thread-safe.
 */
class RequestTimer implements Executor {

	private static final long FAR = Duration.ofDays(3650).toNanos();

	private static final long SHORTEST_REST = Duration.ofMillis(1).toNanos();

	/** How much of its time the thread may look through requests. */
	private static final int SHARE = 4;

	private final List<PendingRequests> requests = new CopyOnWriteArrayList<>();

	private final FailureThreads failures = new FailureThreads();

	private final GuardedThread thread;

	private volatile long nextLook = System.nanoTime() + FAR;

	private volatile boolean stopping;

	RequestTimer(GuardedThreads threads) {
		this.thread = threads.create("zmq-request-timer", this::look);
	}

	void add(PendingRequests requests) {
		this.requests.add(requests);
	}

	/**
	 * See to it that a request fails at a point in time. It is among the requests
	 * already.
	 * @param deadline a value of {@link System#nanoTime()}
	 */
	void watch(long deadline) {
		if (this.stopping || !this.thread.isStarted()) {
			start();
		}
		if (deadline - this.nextLook < 0) {
			this.thread.wake();
		}
	}

	/**
	 * Run what follows on a failure on a thread of its own, whatever other such code
	 * does.
	 */
	@Override
	public void execute(Runnable task) {
		this.failures.execute(task);
		start();
		this.thread.wake();
	}

	private synchronized void start() {
		this.stopping = false;
		this.thread.start();
	}

	/**
	 * End the thread once nothing is left to do.
	 */
	void stop() {
		this.stopping = true;
		this.thread.wake();
	}

	private Duration look() {
		long now = System.nanoTime();
		this.nextLook = now + FAR;
		long next = now + FAR;
		for (PendingRequests each : this.requests) {
			next = each.expire(now, next);
		}
		long relief = this.failures.relieve(now);
		next = (relief != 0 && relief - next < 0) ? relief : next;
		stopIfIdle(next == now + FAR);
		long end = System.nanoTime();
		long rest = Math.max(Math.max(SHORTEST_REST, SHARE * (end - now)), next - end);
		this.nextLook = end + rest;
		return Duration.ofNanos(rest);
	}

	private synchronized void stopIfIdle(boolean idle) {
		if (this.stopping && idle) {
			this.thread.stop();
		}
	}

}
