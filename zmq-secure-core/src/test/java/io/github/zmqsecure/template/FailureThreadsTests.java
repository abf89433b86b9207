// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FailureThreads}.
 */
class FailureThreadsTests {

	private final FailureThreads threads = new FailureThreads();

	@Test
	void areLimitedWhateverBlocksAndLoseNoTask() {
		CompletableFuture<Void> release = new CompletableFuture<>();
		AtomicInteger begun = new AtomicInteger();
		for (int i = 0; i < 400; i++) {
			this.threads.execute(() -> {
				begun.incrementAndGet();
				release.join();
			});
		}
		long now = System.nanoTime();
		for (int i = 0; i < 1000; i++) {
			now += Duration.ofMillis(10).toNanos();
			assertThat(this.threads.relieve(now)).isNotZero();
		}
		await().until(() -> begun.get() == 256);
		release.complete(null);
		await().until(() -> begun.get() == 400);
		assertThat(this.threads.relieve(now)).isZero();
	}

}
