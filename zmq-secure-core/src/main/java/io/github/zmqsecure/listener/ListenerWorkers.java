// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * The workers of one listener. Thread-safe.
 */
class ListenerWorkers {

	private final List<ListenerWorker> workers = new ArrayList<>();

	private final ThreadFactory threads;

	ListenerWorkers(int concurrency, ThreadFactory threads, ListenerDispatcher dispatcher) {
		this.threads = threads;
		for (int i = 0; i < concurrency; i++) {
			this.workers.add(new ListenerWorker(dispatcher));
		}
	}

	/**
	 * Start those that don't live.
	 */
	synchronized void start() {
		this.workers.forEach((worker) -> worker.start(this.threads));
	}

	int size() {
		return this.workers.size();
	}

	int living() {
		return (int) this.workers.stream().filter(ListenerWorker::isAlive).count();
	}

	/**
	 * The messages whose handlers run at this moment.
	 */
	List<InFlightMessage> running() {
		List<InFlightMessage> running = new ArrayList<>();
		for (ListenerWorker worker : this.workers) {
			InFlightMessage message = worker.current();
			if (message != null) {
				running.add(message);
			}
		}
		return running;
	}

}
