// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The guarded threads of an application, which look after each other: each of them starts
 * those anew that ended. Thread-safe. Internal: may change in any release.
 *
 * @since 0.1.0
 */
public final class GuardedThreads {

	/** How long a thread may do nothing of use until health is down. */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	/** How long a thread may do nothing of use until only a restart may help. */
	private static final Duration BROKEN_AFTER = Duration.ofSeconds(30);

	private static final long LOOK_PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

	private static final Log logger = LogFactory.getLog(GuardedThreads.class);

	private static final RateLimitedLog log = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final List<GuardedThread> threads = new CopyOnWriteArrayList<>();

	private final List<Consumer<Boolean>> brokenListeners = new CopyOnWriteArrayList<>();

	private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

	private final AtomicLong restarts = new AtomicLong();

	private volatile boolean broken;

	/**
	 * Create a thread that is not started. It counts from its start until it is stopped.
	 * @param name the name of the thread
	 * @param step what it does again and again
	 * @return the thread
	 */
	public GuardedThread create(String name, GuardedThread.Step step) {
		return new GuardedThread(this, name, step);
	}

	/**
	 * Add who is notified when a thread has done nothing of use for so long that only a
	 * restart of the application may help, and when it does again.
	 * @param listener gets whether a thread is broken
	 */
	public void addBrokenListener(Consumer<Boolean> listener) {
		this.brokenListeners.add(listener);
	}

	/**
	 * Return how the threads do that were started and not stopped.
	 * @return the description of each by its name
	 */
	public Map<String, String> getStates() {
		Map<String, String> states = new LinkedHashMap<>();
		this.threads.forEach((each) -> states.merge(each.getName(), each.describe(),
				(one, other) -> "running".equals(one) ? other : one));
		return states;
	}

	/**
	 * Return which threads have been missing, failing or stuck for more than ten seconds.
	 * @return the description of each by its name
	 */
	public Map<String, String> getProblems() {
		look();
		Map<String, String> problems = new LinkedHashMap<>();
		this.threads.forEach((each) -> {
			if (each.getIdle().compareTo(PATIENCE) > 0) {
				problems.put(each.getName(), each.describe());
			}
		});
		return problems;
	}

	/**
	 * Return how often a thread was started anew since it had ended without being told
	 * to.
	 * @return the number of restarts since creation
	 */
	public long getRestarts() {
		return this.restarts.get();
	}

	/**
	 * Look after all threads, unless that was just done. Never throws.
	 */
	void look() {
		try {
			long now = System.nanoTime();
			long next = this.nextLook.get();
			if (now - next >= 0 && this.nextLook.compareAndSet(next, now + LOOK_PERIOD)) {
				lookAtAll();
			}
		}
		catch (Throwable ex) {
			log.error("The guarded threads could not be looked after; that is tried again soon", ex);
		}
	}

	private void lookAtAll() {
		boolean broken = false;
		for (GuardedThread each : this.threads) {
			if (each.restartIfEnded()) {
				this.restarts.incrementAndGet();
				log.error("Thread '" + each.getName() + "' had ended and was started anew", null);
			}
			broken |= each.getIdle().compareTo(BROKEN_AFTER) > 0;
		}
		if (broken != this.broken) {
			for (Consumer<Boolean> listener : this.brokenListeners) {
				listener.accept(broken);
			}
			this.broken = broken;
		}
	}

	void add(GuardedThread thread) {
		this.threads.add(thread);
	}

	void remove(GuardedThread thread) {
		this.threads.remove(thread);
	}

}
