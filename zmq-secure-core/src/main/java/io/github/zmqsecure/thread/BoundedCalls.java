// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Calls that may never return, such as those of a file system whose server is gone. Each
 * runs on a daemon thread of its own, which is left behind when it takes too long. What
 * did not answer is tried again after a minute, twice at most while its threads are left
 * behind; of those there are a few dozen at most. Thread-safe. Internal: may change in
 * any release.
 *
 * @since 0.1.0
 */
public final class BoundedCalls {

	private static final int MOST_LEFT = 32;

	private static final int MOST_LEFT_OF_ONE = 3;

	private static final long RETRY = Duration.ofMinutes(1).toNanos();

	/** How long a call that did not return has others wait less. */
	private static final long SHORTAGE = Duration.ofSeconds(10).toNanos();

	private static final int MOST_HALVINGS = 4;

	private final Duration patience;

	private final Executor threads;

	/** Calls that were left behind, by what they are about. */
	private final Map<Object, Left> left = new HashMap<>();

	private int leftCount;

	private int lately;

	private long leftAt;

	/**
	 * Create for calls of one kind.
	 * @param name the name of the threads
	 * @param patience how long to wait for a call; less for each further one that does
	 * not return, so that many take not many times as long
	 */
	public BoundedCalls(String name, Duration patience) {
		this.patience = patience;
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
				DaemonThreads.named(name));
	}

	/**
	 * Call.
	 * @param about what the call is about, by which it is known when it is tried again
	 * @param call the call
	 * @param <T> the type of its answer
	 * @return its answer
	 * @throws TimeoutException if it does not return, or did not the last time
	 * @throws Exception whatever the call throws
	 */
	public <T extends @Nullable Object> T call(Object about, Callable<T> call) throws Exception {
		Attempt<T> attempt = new Attempt<>(about, call);
		Duration patience = begin(about);
		this.threads.execute(attempt);
		if (!Waiting.untilDone(attempt.answer, patience) && leave(attempt)) {
			throw new TimeoutException("No answer for " + patience);
		}
		return attempt.answer();
	}

	private synchronized Duration begin(Object about) throws TimeoutException {
		long now = System.nanoTime();
		Left left = this.left.get(about);
		if (left != null && (left.count >= MOST_LEFT_OF_ONE || now - left.at < RETRY)) {
			throw new TimeoutException("No answer the last time");
		}
		if (this.leftCount >= MOST_LEFT) {
			throw new TimeoutException(MOST_LEFT + " others do not answer");
		}
		if (now - this.leftAt > SHORTAGE) {
			this.lately = 0;
		}
		return this.patience.dividedBy(1L << Math.min(this.lately, MOST_HALVINGS));
	}

	/**
	 * Leave a call behind, unless it has just returned.
	 */
	private synchronized boolean leave(Attempt<?> attempt) {
		if (attempt.returned) {
			return false;
		}
		attempt.left = true;
		Left left = this.left.computeIfAbsent(attempt.about, (about) -> new Left());
		left.count++;
		left.at = System.nanoTime();
		this.leftCount++;
		this.lately++;
		this.leftAt = left.at;
		return true;
	}

	private synchronized void returned(Attempt<?> attempt) {
		attempt.returned = true;
		Left left = (attempt.left) ? this.left.get(attempt.about) : null;
		if (left != null) {
			this.leftCount--;
			if (--left.count == 0) {
				this.left.remove(attempt.about);
			}
		}
	}

	private static final class Left {

		private int count;

		private long at;

	}

	private final class Attempt<T extends @Nullable Object> implements Runnable {

		private final Object about;

		private final Callable<T> call;

		private final CompletableFuture<T> answer = new CompletableFuture<>();

		private boolean left;

		private boolean returned;

		Attempt(Object about, Callable<T> call) {
			this.about = about;
			this.call = call;
		}

		@Override
		public void run() {
			try {
				T answer = this.call.call();
				returned(this);
				this.answer.complete(answer);
			}
			catch (Throwable ex) {
				returned(this);
				this.answer.completeExceptionally(ex);
			}
		}

		T answer() throws Exception {
			try {
				return this.answer.join();
			}
			catch (CompletionException ex) {
				if (ex.getCause() instanceof Exception cause) {
					throw cause;
				}
				if (ex.getCause() instanceof Error cause) {
					throw cause;
				}
				throw ex;
			}
		}

	}

}
