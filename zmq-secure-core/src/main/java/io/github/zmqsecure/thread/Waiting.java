// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits that end in time whatever happens to the JVM. {@code completeOnTimeout} needs a
 * thread of the JDK for that, which does not survive a full heap.
 *
 * @since 0.1.0
 */
public final class Waiting {

	private static final Duration LOOK_PERIOD = Duration.ofMillis(100);

	private Waiting() {
	}

	/**
	 * Wait until a future is done, even if the caller is interrupted, who stays so.
	 * @param future the future
	 * @param limit how long to wait at most
	 * @return whether it is done, however it ended
	 */
	public static boolean untilDone(CompletableFuture<?> future, Duration limit) {
		long deadline = System.nanoTime() + limit.toNanos();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
					return true;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
				catch (ExecutionException ex) {
					return true;
				}
				catch (TimeoutException ex) {
					return false;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Wait until a thread has completed a future, even if the caller is interrupted, who
	 * stays so. A thread that ran out of memory may end without a word.
	 * @param thread the thread, which was started
	 * @param future the future
	 * @return whether it is done, however it ended, rather than the thread
	 */
	public static boolean untilDoneBy(Thread thread, CompletableFuture<?> future) {
		while (!future.isDone() && thread.isAlive()) {
			untilDone(future, LOOK_PERIOD);
		}
		return future.isDone();
	}

	/**
	 * Take a lock, even if the caller is interrupted, who stays so.
	 * @param lock the lock
	 * @param deadline how long to wait at most, as a value of {@link System#nanoTime()}
	 * @return whether the caller holds it
	 */
	public static boolean untilLocked(ReentrantLock lock, long deadline) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Wait until a thread has ended, even if the caller is interrupted, who stays so.
	 * @param thread the thread, which was started
	 * @param limit how long to wait at most
	 * @return whether it has ended
	 */
	public static boolean untilEnded(Thread thread, Duration limit) {
		long deadline = System.nanoTime() + limit.toNanos();
		boolean interrupted = false;
		for (long left = limit.toNanos(); thread.isAlive() && left > 0; left = deadline - System.nanoTime()) {
			try {
				TimeUnit.NANOSECONDS.timedJoin(thread, left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return !thread.isAlive();
	}

}
