// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that runs a step again and again and survives whatever the step throws,
 * {@link OutOfMemoryError} and {@link StackOverflowError} included. If it ends all the
 * same, the other {@link GuardedThreads} start it anew. Thread-safe. Internal: may change
 * in any release.
 *
 * @since 0.1.0
 */
public final class GuardedThread {

	/** A rest that only a wake-up ends. */
	public static final Duration UNTIL_WOKEN = Duration.ofDays(3650);

	private static final Log logger = LogFactory.getLog(GuardedThread.class);

	private static final Duration LOG_PERIOD = Duration.ofSeconds(10);

	private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(500);

	private final RateLimitedLog log = new RateLimitedLog(logger, LOG_PERIOD);

	private final ThreadProgress progress = new ThreadProgress();

	private final GuardedThreads threads;

	private final String name;

	private final Step step;

	private final String failureMessage;

	private volatile @Nullable Thread thread;

	private volatile boolean woken;

	GuardedThread(GuardedThreads threads, String name, Step step) {
		this.threads = threads;
		this.name = name;
		this.step = step;
		this.failureMessage = "A step of thread '" + name + "' failed; the thread goes on";
	}

	/**
	 * Start the thread. Does nothing if it was started and not stopped.
	 */
	public synchronized void start() {
		if (this.thread == null) {
			this.progress.started();
			this.threads.add(this);
			launch();
		}
	}

	/**
	 * Tell the thread to end after the step that is under way. It may be started again.
	 */
	public synchronized void stop() {
		Thread thread = this.thread;
		this.thread = null;
		this.threads.remove(this);
		LockSupport.unpark(thread);
	}

	/**
	 * Tell the thread to end and wait for it, even if the caller is interrupted. When
	 * called by the thread itself it does not wait.
	 * @param limit how long to wait at most
	 * @return whether the thread has ended
	 */
	public boolean stop(Duration limit) {
		Thread thread = this.thread;
		stop();
		return thread == null || (thread != Thread.currentThread() && Waiting.untilEnded(thread, limit));
	}

	/**
	 * End the rest of the thread. When it runs a step, it runs another right after it.
	 */
	public void wake() {
		this.woken = true;
		LockSupport.unpark(this.thread);
	}

	/**
	 * Say that a step that takes long gets on. To be called by the step. After a failure
	 * it counts only once the step has lasted for a second.
	 */
	public void beat() {
		this.progress.beat();
		this.threads.look();
	}

	/**
	 * Return whether the thread was started and not stopped.
	 * @return whether it is to run
	 */
	public boolean isStarted() {
		return this.thread != null;
	}

	/**
	 * Return whether the caller is this thread and is to go on.
	 * @return {@code false} once the thread was stopped
	 */
	public boolean isCurrent() {
		return this.thread == Thread.currentThread();
	}

	/**
	 * Return how many steps failed.
	 * @return the number of failures since creation
	 */
	public long getFailures() {
		return this.progress.getFailures();
	}

	/**
	 * Return the name of the thread.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return for how long the thread has done nothing of use.
	 * @return the time since it last rested after a step that succeeded, or said that it
	 * gets on
	 */
	public Duration getIdle() {
		return this.progress.getIdle();
	}

	/**
	 * Describe how the thread does.
	 * @return {@code running}, {@code missing}, {@code failing} or {@code stuck}, with
	 * details
	 */
	public String describe() {
		return this.progress.describe(this.thread);
	}

	/**
	 * Start the thread anew if it ended without being told to.
	 */
	synchronized boolean restartIfEnded() {
		Thread thread = this.thread;
		if (thread == null || thread.isAlive()) {
			return false;
		}
		launch();
		return true;
	}

	private void launch() {
		Thread thread = DaemonThreads.create(this.name, this::run);
		this.thread = thread;
		thread.start();
	}

	private void run() {
		while (isCurrent()) {
			try {
				runStep();
			}
			catch (Throwable ex) {
				// What a step uses may be closed once the thread was stopped.
				if (isCurrent()) {
					failed(ex);
				}
			}
		}
	}

	private void runStep() throws Exception {
		this.woken = false;
		this.progress.stepBegins();
		Duration rest = this.step.run();
		this.progress.stepSucceeded();
		long end = System.nanoTime() + rest.toNanos();
		for (long left = rest.toNanos(); left > 0 && !this.woken && isCurrent(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(this, Math.min(left, BEAT));
			clearInterrupt();
			beat();
		}
	}

	/**
	 * Whatever fails here is of no account. No string is concatenated and no lambda is
	 * made, as what the JVM can't link for want of memory it never links.
	 */
	private void failed(Throwable cause) {
		try {
			long pause = this.progress.stepFailed(cause);
			this.log.error(this.failureMessage, cause);
			clearInterrupt();
			LockSupport.parkNanos(this, pause);
			this.threads.look();
		}
		catch (Throwable ex) {
			this.progress.failed();
		}
	}

	/**
	 * An interrupt has no meaning for this thread; left set, it would make it spin.
	 */
	@SuppressWarnings("ResultOfMethodCallIgnored")
	private static void clearInterrupt() {
		Thread.interrupted();
	}

	/**
	 * What a guarded thread does again and again.
	 */
	@FunctionalInterface
	public interface Step {

		/**
		 * Do it once.
		 * @return how long to rest until the next time, unless woken; zero to go on at
		 * once
		 * @throws Exception if it fails; the thread runs the step again after a short
		 * pause
		 */
		Duration run() throws Exception;

	}

}
