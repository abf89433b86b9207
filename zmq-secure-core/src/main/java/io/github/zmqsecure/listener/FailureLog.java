// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqsecure.Printable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs the failures of one listener, each kind at most once a second, and says afterwards
 * how many more there were. Never throws. Thread-safe.
 */
class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private static final int MAX_KINDS = 50;

	private static final String OTHER = "other";

	private final String listener;

	private final ListenerTimer timer;

	private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

	FailureLog(String listener, ListenerTimer timer) {
		this.listener = listener;
		this.timer = timer;
	}

	/**
	 * Log something that the application is to blame for.
	 */
	void error(String kind, String message, @Nullable Throwable failure) {
		log(kind, () -> logger.error(message, Printable.exception(failure)));
	}

	/**
	 * Log something that a peer or the time is to blame for.
	 */
	void warn(String kind, String message, @Nullable Throwable failure) {
		log(kind, () -> {
			logger.warn(message);
			logger.debug(message, Printable.exception(failure));
		});
	}

	private void log(String kind, Runnable entry) {
		try {
			boolean known = this.kinds.containsKey(kind) || this.kinds.size() < MAX_KINDS;
			this.kinds.computeIfAbsent((known) ? kind : OTHER, Kind::new).log(entry);
		}
		catch (Throwable ex) {
			return;
		}
	}

	/**
	 * Failures that are alike.
	 */
	private final class Kind {

		private final String name;

		private final AtomicLong next = new AtomicLong(System.nanoTime());

		private final AtomicLong suppressed = new AtomicLong();

		Kind(String name) {
			this.name = name;
		}

		void log(Runnable entry) {
			long now = System.nanoTime();
			long next = this.next.get();
			if (now - next >= 0 && this.next.compareAndSet(next, now + PERIOD.toNanos())) {
				entry.run();
			}
			else if (this.suppressed.getAndIncrement() == 0) {
				FailureLog.this.timer.schedule(this::summarize, PERIOD);
			}
		}

		private void summarize() {
			long count = this.suppressed.getAndSet(0);
			if (count > 0) {
				logger.warn("Listener '" + FailureLog.this.listener + "' failed in the same way " + count
						+ " more times within " + PERIOD.toSeconds() + " s: " + this.name);
			}
		}

	}

}
