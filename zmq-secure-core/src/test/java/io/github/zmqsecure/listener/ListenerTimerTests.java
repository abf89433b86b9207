// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.thread.GuardedThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ListenerTimer}.
 */
class ListenerTimerTests {

	private final GuardedThreads threads = new GuardedThreads();

	private final ListenerTimer timer = new ListenerTimer(this.threads);

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.timer.close();
	}

	@Test
	void runsWhatIsDueFirstFirst() {
		long start = System.nanoTime();
		this.timer.schedule(() -> this.ran.add("late"), Duration.ofSeconds(3));
		this.timer.schedule(() -> this.ran.add("soon"), Duration.ofMillis(50));
		this.timer.schedule(() -> this.ran.add("never"), Duration.ofDays(1000));
		boolean inTime = Duration.ofNanos(System.nanoTime() - start).toSeconds() < 2;
		Awaitility.await().until(() -> this.ran.size() >= 2);
		assertThat(this.ran).containsExactlyInAnyOrder("soon", "late");
		assertThat(!inTime || this.ran.get(0).equals("soon")).isTrue();
	}

	@Test
	void repeatsWhatFailedUntilItIsCancelled() {
		AtomicInteger calls = new AtomicInteger();
		ListenerTimer.Task task = this.timer.repeat(() -> {
			calls.incrementAndGet();
			throw new StackOverflowError();
		}, Duration.ofMillis(5));
		Awaitility.await().until(() -> calls.get() >= 5);
		this.timer.cancel(task);
		this.timer.schedule(() -> this.ran.add("after"), Duration.ofMillis(20));
		Awaitility.await().until(() -> !this.ran.isEmpty());
		int calledBefore = calls.get();
		this.timer.schedule(() -> this.ran.add("later"), Duration.ofMillis(50));
		Awaitility.await().until(() -> this.ran.contains("later"));
		assertThat(calls).hasValue(calledBefore);
	}

	@Test
	void isAmongTheThreadsThatAreLookedAfter() {
		assertThat(this.threads.getStates()).isEmpty();
		this.timer.schedule(() -> this.ran.add("once"), Duration.ZERO);
		assertThat(this.threads.getStates()).containsEntry("zmq-listener-timer", "running");
		Awaitility.await().until(() -> this.ran.contains("once"));
		this.timer.close();
		assertThat(this.threads.getStates()).isEmpty();
	}

	@Test
	void takesNothingWhenItIsClosed() {
		this.timer.close();
		assertThatIllegalStateException().isThrownBy(() -> this.timer.schedule(() -> this.ran.add("x"), Duration.ZERO));
	}

}
