/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.LogFactory;

/**
 * The time of all listeners: when to try again, and when to look after the workers.
 * Nothing of the application's runs on its thread. Thread-safe.
 */
class ListenerTimer {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ListenerTimer.class),
			Duration.ofSeconds(1));

	private final ScheduledThreadPoolExecutor executor;

	ListenerTimer() {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "zmq-listener-timer");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void schedule(Runnable task, Duration delay) {
		this.executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	Future<?> repeat(Runnable task, Duration period) {
		return this.executor.scheduleWithFixedDelay(() -> guarded(task), period.toNanos(), period.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	void close() {
		this.executor.shutdown();
	}

	/** What failed once is repeated all the same. */
	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			log.error("A task of the listeners failed", ex);
		}
	}

}
