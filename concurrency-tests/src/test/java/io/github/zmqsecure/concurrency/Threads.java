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

package io.github.zmqsecure.concurrency;

import java.util.ArrayList;
import java.util.List;

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
		for (Runnable task : tasks) {
			threads.add(new Thread(task));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			join(thread);
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
