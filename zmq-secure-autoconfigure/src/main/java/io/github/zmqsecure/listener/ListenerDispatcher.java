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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * The bounded dispatch from the thread that owns the socket to the workers of one
 * listener. A message counts from its intake until it is done with, asynchronous results
 * included; while there are as many as may be, the socket is held.
 */
class ListenerDispatcher {

	private final ManagedSocket socket;

	private final MessageProcessor processor;

	private final MessageQueue queue;

	private final int capacity;

	private final int resumeAt;

	private final AtomicInteger active = new AtomicInteger();

	private final CompletableFuture<Void> idle = new CompletableFuture<>();

	private final List<Future<?>> workers = new ArrayList<>();

	private volatile boolean stopping;

	ListenerDispatcher(ManagedSocket socket, MessageProcessor processor, MessageQueue queue, int capacity) {
		this.socket = socket;
		this.processor = processor;
		this.queue = queue;
		this.capacity = capacity;
		this.resumeAt = capacity / 2;
	}

	/**
	 * Start workers.
	 * @param workers how many; without any, messages are processed where they come in
	 */
	void start(int workers, AsyncTaskExecutor executor) {
		for (int i = 0; i < workers; i++) {
			this.workers.add(executor.submit(this::work));
		}
	}

	int active() {
		return this.active.get();
	}

	/**
	 * Take a message in. Called on the owner thread only.
	 */
	void accept(ZmqMessage message) {
		int active = this.active.incrementAndGet();
		if (!this.workers.isEmpty() && !this.queue.add(message)) {
			this.active.decrementAndGet();
			this.socket.getStatistics().dropped(DropReason.CONFLATED, 1);
			return;
		}
		if (active >= this.capacity) {
			this.socket.hold(this);
			if (this.active.get() <= this.resumeAt) {
				this.socket.release(this);
			}
		}
		if (this.workers.isEmpty()) {
			process(message);
		}
	}

	/**
	 * Let what was taken in be done with, and end the workers.
	 * @param timeout how long that may take
	 * @return how many messages no worker had taken by then
	 */
	int stop(Duration timeout) {
		this.stopping = true;
		if (this.active.get() <= 0) {
			this.idle.complete(null);
		}
		awaitIdle(timeout);
		int left = 0;
		while (this.queue.poll() != null) {
			left++;
		}
		this.workers.forEach((worker) -> worker.cancel(true));
		this.socket.release(this);
		return left;
	}

	private void awaitIdle(Duration timeout) {
		try {
			this.idle.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			return;
		}
	}

	private void work() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				process(this.queue.take());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void process(ZmqMessage message) {
		CompletionStage<?> completion = null;
		try {
			completion = this.processor.process(message);
		}
		finally {
			if (completion == null) {
				done();
			}
		}
		if (completion != null) {
			completion.whenComplete((result, ex) -> done());
		}
	}

	private void done() {
		int active = this.active.decrementAndGet();
		if (active == this.resumeAt) {
			this.socket.release(this);
		}
		if (active == 0 && this.stopping) {
			this.idle.complete(null);
		}
	}

}
