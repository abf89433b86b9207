// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import io.github.zmqsecure.thread.Waiting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Watches key files and directories of them, and loads all keys anew when the content of
 * one has changed. What is wrong with one file, or with loading as a whole, is logged
 * once, shows among {@link CurveKeys#getProblems()}, and is tried again in every period
 * or after two seconds, whichever is shorter; when loading fails as a whole the last good
 * set stays in effect. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CurveKeysReloader implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(CurveKeysReloader.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	/** How long what was good and is bad now still counts. */
	private static final Duration GRACE = Duration.ofSeconds(2);

	/** How long to wait for others who look at the files. */
	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

	private final WatchedFiles files;

	private final Duration period;

	private final Callable<CurveKeySet> loader;

	private final DefaultCurveKeys keys;

	private final LongAdder successes = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final ReentrantLock reloadLock = new ReentrantLock();

	private final GuardedThread thread;

	/**
	 * What the keys in effect were loaded from, {@code null} until a load found the same
	 * keys as before: a file that was looked at may have been another when it was read.
	 */
	private @Nullable Map<String, String> lastState;

	private @Nullable String lastFailure;

	private List<String> lastProblems;

	/**
	 * Create a reloader, stopped.
	 * @param locations the files and directories to watch; those that are not in the file
	 * system are ignored
	 * @param period the time between two looks at the files, more than zero
	 * @param loader loads all keys anew, and may throw
	 * @param keys get what was loaded
	 * @param threads the guarded threads
	 */
	public CurveKeysReloader(Collection<? extends Resource> locations, Duration period, Callable<CurveKeySet> loader,
			DefaultCurveKeys keys, GuardedThreads threads) {
		Assert.isTrue(period.compareTo(Duration.ZERO) > 0, "'period' must be more than zero");
		this.files = new WatchedFiles(locations);
		this.period = period;
		this.loader = loader;
		this.keys = keys;
		this.lastProblems = keys.getProblems();
		this.lastFailure = keys.getProblems().isEmpty() ? null : keys.getProblems().toString();
		this.thread = threads.create("zmq-secure-keys", this::watch);
	}

	/**
	 * Start to watch, on one daemon thread. It loads once right away, in case a file
	 * changed since the keys in effect were loaded; that load counts only if it did, or
	 * fails. Does nothing if started already.
	 */
	@Override
	public void start() {
		this.thread.start();
	}

	/**
	 * Stop to watch, and wait up to five seconds for a load under way. Does nothing if
	 * stopped already; may be started again.
	 */
	@Override
	public void stop() {
		this.thread.stop(STOP_TIMEOUT);
	}

	/**
	 * Return whether this reloader watches.
	 * @return whether it was started and not stopped
	 */
	@Override
	public boolean isRunning() {
		return this.thread.isStarted();
	}

	/**
	 * Look at the files now, on the calling thread, and load the keys if a file has
	 * changed or the last load failed. Never throws what the loader threw.
	 * @return whether a different set of keys took effect
	 * @throws IllegalStateException if another look at the files does not come to an end
	 */
	public boolean checkNow() {
		if (!Waiting.untilLocked(this.reloadLock, System.nanoTime() + LOCK_TIMEOUT.toNanos())) {
			throw new IllegalStateException(
					"Another look at the key files has not come to an end for " + LOCK_TIMEOUT.toSeconds() + " s");
		}
		try {
			Map<String, String> state = this.files.look();
			if (state.equals(this.lastState) && this.lastFailure == null) {
				return false;
			}
			boolean told = this.lastState != null;
			boolean changed = load(told);
			this.lastState = (changed || !state.equals(this.files.look())) ? null : state;
			return changed;
		}
		finally {
			this.reloadLock.unlock();
		}
	}

	/**
	 * Return how many loads succeeded.
	 * @return the number of loads since creation
	 */
	public long getSuccessCount() {
		return this.successes.sum();
	}

	/**
	 * Return how many loads failed, repeated ones included.
	 * @return the number of loads since creation
	 */
	public long getFailureCount() {
		return this.failures.sum();
	}

	private boolean load(boolean told) {
		CurveKeySet loaded;
		try {
			loaded = this.loader.call();
		}
		catch (Throwable ex) {
			this.failures.increment();
			String failure = Printable.readable(ex).toString();
			if (!failure.equals(this.lastFailure)) {
				logFailure(ex);
			}
			this.lastFailure = failure;
			showFailure(ex);
			return false;
		}
		this.lastProblems = loaded.problems();
		boolean changed = this.keys.update(loaded);
		if (!loaded.problems().isEmpty()) {
			tellProblems(loaded, changed);
			return changed;
		}
		boolean recovered = this.lastFailure != null;
		this.lastFailure = null;
		if (changed || recovered || told) {
			this.successes.increment();
			logger.info("Reloaded the CURVE keys: %d key pairs and %d peers%s".formatted(loaded.keyPairs().size(),
					loaded.peers().size(), changed ? "" : ", the same as before"));
		}
		return changed;
	}

	/**
	 * What is wrong counts as a failure and is looked at in every period, though
	 * everything else is in effect.
	 */
	private void tellProblems(CurveKeySet loaded, boolean changed) {
		this.failures.increment();
		String failure = loaded.problems().toString();
		if (changed || !failure.equals(this.lastFailure)) {
			logger.error("Not all CURVE keys could be reloaded; everything else is in effect: "
					+ String.join(" | ", loaded.problems()));
		}
		this.lastFailure = failure;
	}

	/**
	 * The keys stay, and what is wrong is known to whoever asks them. Messages of
	 * another's exception could hold anything.
	 */
	private void showFailure(Throwable failure) {
		List<String> problems = new ArrayList<>();
		problems.add("The CURVE keys could not be reloaded; the last good ones stay in effect: "
				+ ((failure instanceof ZmqSecureException) ? String.valueOf(failure.getMessage())
						: failure.getClass().getSimpleName() + ", see the log"));
		problems.addAll(this.lastProblems);
		CurveKeySet set = this.keys.getKeySet();
		this.keys.update(set.from(set.directoryPeers(), problems));
	}

	private static void logFailure(Throwable failure) {
		String message = "The CURVE keys could not be reloaded; the last good ones stay in effect";
		if (failure instanceof ZmqSecureException) {
			logger.error(message + ": " + failure.getMessage());
			logger.debug("Where that came from", failure);
		}
		else {
			logger.error(message, failure);
		}
	}

	private Duration watch() {
		if (!Waiting.untilLocked(this.reloadLock, System.nanoTime() + GRACE.toNanos())) {
			return GRACE;
		}
		try {
			checkNow();
			boolean soon = (this.lastFailure != null || this.lastState == null) && this.period.compareTo(GRACE) > 0;
			return (soon) ? GRACE : this.period;
		}
		finally {
			this.reloadLock.unlock();
		}
	}

}
