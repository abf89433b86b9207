// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * Handles messages of a listener one after the other, on a thread that outlives whatever
 * they bring about. If it ends all the same it can be started again.
 */
class ListenerWorker implements Runnable {

	private final ListenerDispatcher dispatcher;

	private volatile @Nullable Thread thread;

	private volatile @Nullable InFlightMessage current;

	ListenerWorker(ListenerDispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	/**
	 * Start the thread unless it lives.
	 */
	void start(ThreadFactory threads) {
		if (!isAlive()) {
			Thread thread = threads.newThread(this);
			this.thread = thread;
			thread.start();
		}
	}

	boolean isAlive() {
		Thread thread = this.thread;
		return thread != null && thread.isAlive();
	}

	@Nullable InFlightMessage current() {
		return this.current;
	}

	@Override
	public void run() {
		while (!this.dispatcher.isClosed()) {
			try {
				runNext();
			}
			catch (Throwable ex) {
				this.dispatcher.failed(ex);
			}
		}
	}

	private void runNext() throws InterruptedException {
		InFlightMessage message = this.dispatcher.take();
		if (message != null) {
			message.begin();
			this.current = message;
			try {
				this.dispatcher.process(message);
			}
			finally {
				this.current = null;
			}
		}
	}

}
