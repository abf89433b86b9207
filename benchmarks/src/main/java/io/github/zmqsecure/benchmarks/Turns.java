// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The side of a child process: it waits for its turn, which is a line of numbers, and
 * answers it with a line. It ends with its input, and so with its parent.
 */
final class Turns {

	private Turns() {
	}

	static void announce(String line) {
		System.out.println(PeerProcess.MARK + line);
	}

	static void each(Turn turn) {
		try {
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				long[] numbers = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
				announce(turn.run(numbers));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The benchmark has ended", ex);
		}
		finally {
			Runtime.getRuntime().halt(0);
		}
	}

	/**
	 * Do something beside the turns. If it fails the process ends, or the benchmark would
	 * wait for it.
	 */
	static void beside(String name, Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				ex.printStackTrace();
				Runtime.getRuntime().halt(1);
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What a process does when it is its turn.
	 */
	@FunctionalInterface
	interface Turn {

		String run(long[] numbers) throws IOException;

	}

}
