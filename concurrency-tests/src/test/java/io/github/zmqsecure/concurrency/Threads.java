// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Threads of a program whose interleavings Lincheck tries.
 */
public final class Threads {

	private Threads() {
	}

	/**
	 * Run tasks at the same time, and wait until all have ended.
	 * @param tasks the tasks
	 */
	public static void run(Runnable... tasks) {
		List<Thread> threads = new ArrayList<>();
		Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
		for (Runnable task : tasks) {
			threads.add(new Thread(() -> attempt(task, failures)));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			join(thread);
		}
		check(failures.isEmpty(), "A task failed with " + failures);
	}

	/** Lincheck ends threads by errors of its own. */
	private static void attempt(Runnable task, Queue<Throwable> failures) {
		try {
			task.run();
		}
		catch (RuntimeException | AssertionError ex) {
			failures.add(ex);
		}
	}

	/**
	 * Fail unless something holds.
	 * @param holds whether it does
	 * @param otherwise what is wrong if it doesn't
	 */
	public static void check(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise);
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
