// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqsecure.RateLimit;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.zeromq.ZContext;

/**
 * One context and the threads that JeroMQ started for it.
 */
class ContextGeneration {

	private final ZContext context;

	private final boolean owned;

	private final IoThreadRecovery recovery;

	private final RateLimit exceptionRate;

	private final List<IoThread> ioThreads = new CopyOnWriteArrayList<>();

	private final List<IoThread> otherThreads = new CopyOnWriteArrayList<>();

	private volatile boolean retired;

	/**
	 * Create a generation.
	 * @param context the context, which has no socket yet
	 * @param owned whether it is one of the library's to close
	 * @param recovery lets its threads go on after errors
	 */
	ContextGeneration(ZContext context, boolean owned, IoThreadRecovery recovery) {
		this.context = context;
		this.owned = owned;
		this.recovery = recovery;
		this.exceptionRate = recovery.exceptionRate();
		context.setUncaughtExceptionHandler(recovery::failed);
		context.setNotificationExceptionHandler(this::caught);
		context.setThreadFactor(this::createThread);
	}

	ZContext context() {
		return this.context;
	}

	boolean owned() {
		return this.owned;
	}

	List<IoThread> ioThreads() {
		return List.copyOf(this.ioThreads);
	}

	List<IoThread> threads() {
		List<IoThread> threads = new CopyOnWriteArrayList<>(this.ioThreads);
		threads.addAll(this.otherThreads);
		return threads;
	}

	boolean isAlive() {
		return !this.retired && !this.context.isClosed()
				&& this.ioThreads.stream().noneMatch((each) -> each.thread().getState() == Thread.State.TERMINATED);
	}

	/**
	 * It is of no use any more, whatever its threads still do.
	 */
	void retire() {
		this.retired = true;
	}

	private Thread createThread(Runnable poller, String name) {
		RecoveringThread thread = new RecoveringThread(poller, "zmq-secure-" + name);
		IoThread ioThread = new IoThread(thread, poller);
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler(this.recovery::failed);
		(name.startsWith("iothread") ? this.ioThreads : this.otherThreads).add(ioThread);
		return thread;
	}

	private void caught(Thread thread, Throwable error) {
		if (thread instanceof RecoveringThread recovering) {
			this.recovery.caught(recovering.ioThread(), error, this.exceptionRate);
		}
		else {
			this.recovery.failed(thread, error);
		}
	}

	/**
	 * A thread that goes on after errors.
	 */
	private final class RecoveringThread extends Thread {

		private final Runnable poller;

		RecoveringThread(Runnable poller, String name) {
			super(name);
			this.poller = poller;
		}

		IoThread ioThread() {
			return new IoThread(this, this.poller);
		}

		@Override
		public void run() {
			ContextGeneration.this.recovery.run(ioThread());
		}

	}

}
