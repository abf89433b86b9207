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
