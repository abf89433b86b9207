// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.LogFactory;

/**
 * Daemon threads that end by themselves, or whose end another thread notices. What their
 * task throws is logged, at a bounded rate. Threads that do something again and again are
 * {@linkplain GuardedThread guarded}. Internal: may change in any release.
 *
 * @since 0.1.0
 */
public final class DaemonThreads {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(DaemonThreads.class),
			Duration.ofSeconds(1));

	private DaemonThreads() {
	}

	/**
	 * Create a thread that is not started.
	 * @param name the name of the thread
	 * @param task what it does
	 * @return the thread
	 */
	public static Thread create(String name, Runnable task) {
		String failureMessage = "Thread '" + name + "' failed and ends";
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				log.error(failureMessage, ex);
			}
		}, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Create a thread and start it.
	 * @param name the name of the thread
	 * @param task what it does
	 */
	public static void start(String name, Runnable task) {
		create(name, task).start();
	}

	/**
	 * Create the threads of an executor.
	 * @param name the name of each thread
	 * @return the factory
	 */
	public static ThreadFactory named(String name) {
		return (task) -> create(name, task);
	}

}
