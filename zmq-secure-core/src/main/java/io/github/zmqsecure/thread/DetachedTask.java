// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Code of the application that is to be told of something, on a daemon thread of its own
 * that exists while there is something to tell, so that it holds up nobody, however slow
 * it is and whatever it throws. It is not run twice at a time; what is requested
 * meanwhile makes it run once more. Thread-safe. Internal: may change in any release.
 *
 * @since 0.1.0
 */
public final class DetachedTask {

	private static final Log logger = LogFactory.getLog(DetachedTask.class);

	private final RateLimitedLog log = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private final AtomicInteger requests = new AtomicInteger();

	private final String name;

	private final Runnable task;

	private final String failureMessage;

	/**
	 * Create a task.
	 * @param name the name of the thread
	 * @param failureMessage what to log when it fails
	 * @param task what to run, which looks for itself at what has changed
	 */
	public DetachedTask(String name, String failureMessage, Runnable task) {
		this.name = name;
		this.task = task;
		this.failureMessage = failureMessage;
	}

	/**
	 * Have the task run, after the run that is under way if there is one. Returns at
	 * once, unless there is no memory for a thread.
	 */
	public void request() {
		if (this.requests.getAndIncrement() == 0) {
			try {
				DaemonThreads.start(this.name, this::run);
			}
			catch (Throwable ex) {
				run();
			}
		}
	}

	private void run() {
		int seen;
		do {
			seen = this.requests.get();
			try {
				this.task.run();
			}
			catch (Throwable ex) {
				this.log.error(this.failureMessage, ex);
			}
		}
		while (!this.requests.compareAndSet(seen, 0));
	}

}
