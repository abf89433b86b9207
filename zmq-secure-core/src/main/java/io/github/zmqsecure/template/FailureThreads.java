// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what follows on failed requests. One thread is enough as long as nothing blocks
 * it; while tasks wait, another is added every ten milliseconds, so that no failure waits
 * for code of the application that waits for another. Once {@value #MAX_THREADS} are
 * blocked, tasks wait for them. Thread-safe.
 */
class FailureThreads implements Executor {

	private static final Log logger = LogFactory.getLog(FailureThreads.class);

	private static final RateLimitedLog blockedLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	/** Each takes memory outside the heap. */
	private static final int MAX_THREADS = 256;

	private static final long RELIEF_PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger working = new AtomicInteger();

	private final AtomicInteger number = new AtomicInteger();

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(),
			(task) -> DaemonThreads.create("zmq-request-failure-" + this.number.incrementAndGet(), task));

	/** For {@link #relieve} only. */
	private long nextRelief;

	/** For {@link #relieve} only. */
	private boolean waiting;

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.working.get() == 0) {
			addThread();
		}
	}

	/**
	 * Add a thread if tasks have waited. To be called by one thread.
	 * @param now the present {@link System#nanoTime()}
	 * @return when to call again, 0 if that is not needed
	 */
	long relieve(long now) {
		boolean waited = this.waiting;
		this.waiting = !this.tasks.isEmpty();
		if (!this.waiting) {
			return 0;
		}
		if (!waited) {
			this.nextRelief = now + RELIEF_PERIOD;
		}
		else if (now - this.nextRelief >= 0) {
			this.nextRelief = now + RELIEF_PERIOD;
			addThreadIfAllowed();
		}
		return this.nextRelief;
	}

	private void addThreadIfAllowed() {
		if (this.working.get() < MAX_THREADS) {
			addThread();
		}
		else {
			blockedLog.warn("What follows on failed requests waits, since it blocks all " + MAX_THREADS
					+ " threads that there are for it; do what blocks on an executor of the application");
		}
	}

	private void addThread() {
		this.working.incrementAndGet();
		boolean added = false;
		try {
			this.threads.execute(this::work);
			added = true;
		}
		finally {
			if (!added) {
				this.working.decrementAndGet();
			}
		}
	}

	private void work() {
		Runnable task;
		while ((task = this.tasks.poll()) != null) {
			run(task);
		}
		this.working.decrementAndGet();
		if (!this.tasks.isEmpty() && this.working.get() == 0) {
			addThread();
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("What follows on a failed request failed itself", Printable.exception(ex));
		}
	}

}
