// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.PriorityBlockingQueue;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * The time of all listeners: when to try again, and when to look after the workers. Its
 * one thread exists once something is scheduled, and runs nothing of the application's.
 * Thread-safe.
 */
class ListenerTimer {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ListenerTimer.class),
			Duration.ofSeconds(1));

	private final PriorityBlockingQueue<Task> tasks = new PriorityBlockingQueue<>();

	private final GuardedThread thread;

	private boolean closed;

	ListenerTimer(GuardedThreads threads) {
		this.thread = threads.create("zmq-listener-timer", this::runDueTasks);
	}

	/**
	 * Run something once.
	 * @param action what to run, which does not wait
	 * @param delay when
	 * @throws IllegalStateException if the timer is closed
	 */
	void schedule(Runnable action, Duration delay) {
		add(new Task(action, delay.toNanos(), false));
	}

	/**
	 * Run something again and again, whether it fails or not.
	 * @param action what to run, which does not wait
	 * @param period how long to wait before each time
	 * @return the task, to be {@linkplain #cancel(Task) cancelled}
	 * @throws IllegalStateException if the timer is closed
	 */
	Task repeat(Runnable action, Duration period) {
		Task task = new Task(action, period.toNanos(), true);
		add(task);
		return task;
	}

	void cancel(Task task) {
		task.repeated = false;
		this.tasks.remove(task);
	}

	synchronized void close() {
		this.closed = true;
		this.thread.stop();
		this.tasks.clear();
	}

	private synchronized void add(Task task) {
		Assert.state(!this.closed, "The listeners of this application are closed");
		this.tasks.add(task);
		this.thread.start();
		if (this.tasks.peek() == task) {
			this.thread.wake();
		}
	}

	private Duration runDueTasks() {
		for (Task task = this.tasks.peek(); task != null; task = this.tasks.peek()) {
			long left = task.due - System.nanoTime();
			if (left > 0) {
				return Duration.ofNanos(left);
			}
			if (this.tasks.remove(task)) {
				run(task);
			}
			this.thread.beat();
		}
		return GuardedThread.UNTIL_WOKEN;
	}

	private void run(Task task) {
		try {
			task.action.run();
		}
		catch (Throwable ex) {
			log.error("A task of the listeners failed", ex);
		}
		finally {
			if (task.repeated) {
				task.due = System.nanoTime() + task.delay;
				this.tasks.add(task);
			}
		}
	}

	/**
	 * Something to run.
	 */
	static final class Task implements Comparable<Task> {

		private final Runnable action;

		private final long delay;

		/** For the thread of the timer only, while the task is not in the queue. */
		private long due;

		private volatile boolean repeated;

		private Task(Runnable action, long delay, boolean repeated) {
			this.action = action;
			this.delay = delay;
			this.due = System.nanoTime() + delay;
			this.repeated = repeated;
		}

		@Override
		public int compareTo(Task other) {
			return Long.signum(this.due - other.due);
		}

	}

}
