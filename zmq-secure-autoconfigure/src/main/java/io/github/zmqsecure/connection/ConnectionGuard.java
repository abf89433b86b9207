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

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The thread that looks after handshakes under way. It sleeps while there are none.
 */
class ConnectionGuard {

	private static final Log logger = LogFactory.getLog(ConnectionGuard.class);

	private static final Duration PERIOD = Duration.ofMillis(20);

	private final List<ConnectionTracker> trackers = new CopyOnWriteArrayList<>();

	private volatile @Nullable Thread thread;

	void add(ConnectionTracker tracker) {
		this.trackers.add(tracker);
	}

	synchronized void start() {
		if (this.thread == null) {
			Thread thread = new Thread(this::run, "zmq-secure-guard");
			thread.setDaemon(true);
			this.thread = thread;
			thread.start();
		}
	}

	synchronized void stop() {
		Thread thread = this.thread;
		this.thread = null;
		LockSupport.unpark(thread);
	}

	/**
	 * Wake the guard, since there is a handshake to look after.
	 */
	void wake() {
		LockSupport.unpark(this.thread);
	}

	private void run() {
		while (this.thread == Thread.currentThread()) {
			if (this.trackers.stream().anyMatch(ConnectionTracker::needsSweep)) {
				LockSupport.parkNanos(this, PERIOD.toNanos());
				this.trackers.forEach(this::sweep);
			}
			else {
				LockSupport.park(this);
			}
		}
	}

	private void sweep(ConnectionTracker tracker) {
		try {
			tracker.sweep();
		}
		catch (RuntimeException ex) {
			logger.error("Could not look after the handshakes of a socket", ex);
		}
	}

}
