// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.LogFactory;
import zmq.Ctx;
import zmq.ZObject;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Runs tasks on an I/O thread, by way of JeroMQ's own commands. Not within the command
 * itself: a channel that was selected together with it would be taken for readable when
 * it is not any more.
 */
final class IoThreadExecutor extends ZObject implements Executor {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(IoThreadExecutor.class),
			Duration.ofSeconds(10));

	private static final int TIMER = 1;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean sent = new AtomicBoolean();

	private final Poller poller;

	private final IPollEvents timer = new IPollEvents() {

		@Override
		public void timerEvent(int id) {
			run();
		}

	};

	IoThreadExecutor(Ctx ctx, int tid, Poller poller) {
		super(ctx, tid);
		this.poller = poller;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		signal();
	}

	private void signal() {
		if (this.sent.compareAndSet(false, true)) {
			sendCancel();
		}
	}

	@Override
	protected void processCancel() {
		this.poller.addTimer(0, this.timer, TIMER);
	}

	/**
	 * An Error is for the thread. What it keeps from being run has its turn afterwards.
	 */
	private void run() {
		this.sent.set(false);
		try {
			Runnable task;
			for (int count = this.tasks.size(); count > 0 && (task = this.tasks.poll()) != null; count--) {
				run(task);
			}
		}
		finally {
			if (!this.tasks.isEmpty()) {
				signal();
			}
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			log.error("A connection could not go on", ex);
		}
	}

}
