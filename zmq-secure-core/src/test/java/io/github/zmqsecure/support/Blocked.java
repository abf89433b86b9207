// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import static org.awaitility.Awaitility.await;

/**
 * What is expected to block, and does so before a test goes on.
 */
public final class Blocked {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private Blocked() {
	}

	/**
	 * Begin something on a thread of its own, and wait until it blocks inside the
	 * library.
	 * @param action the action
	 * @param <T> the type of its result
	 * @return its result, which is not there yet
	 */
	public static <T> CompletableFuture<T> supply(Supplier<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(action.get());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "blocked");
		thread.setDaemon(true);
		thread.start();
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> waits(thread));
		return result;
	}

	private static boolean waits(Thread thread) {
		StackTraceElement[] stack = thread.getStackTrace();
		return stack.length > 0 && stack[0].getMethodName().equals("park") && Arrays.stream(stack)
			.anyMatch((frame) -> frame.getClassName().startsWith("io.github.zmqsecure.channel."));
	}

}
