// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link GuardedThread} and {@link GuardedThreads}.
 */
class GuardedThreadTests {

	private static final Duration SHORT = Duration.ofMillis(1);

	private final GuardedThreads threads = new GuardedThreads();

	private final AtomicInteger steps = new AtomicInteger();

	private GuardedThread thread = this.threads.create("guard", this::count);

	@AfterEach
	void stop() {
		this.thread.stop();
	}

	static List<Throwable> throwables() {
		return List.of(new IllegalStateException("x"), new Exception("x"), new NoClassDefFoundError("x"),
				new StackOverflowError(), new OutOfMemoryError("x"), new InterruptedException(), new Throwable("x"),
				new HostileError());
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void goesOnWhateverAStepThrows(Throwable throwable) {
		this.thread = this.threads.create("guard", () -> {
			if (this.steps.incrementAndGet() < 3) {
				sneak(throwable);
			}
			return SHORT;
		});
		this.thread.start();
		await().until(() -> this.steps.get() > 10);
		assertThat(this.thread.getFailures()).isEqualTo(2);
		assertThat(this.threads.getStates()).containsEntry("guard", "running");
	}

	@Test
	void aStepThatFailsOnceTheThreadWasStoppedIsNoFailure() throws InterruptedException {
		AtomicReference<Thread> running = new AtomicReference<>();
		CountDownLatch stopped = new CountDownLatch(1);
		this.thread = this.threads.create("guard", () -> {
			running.set(Thread.currentThread());
			stopped.await();
			throw new IllegalStateException("What it uses is closed");
		});
		this.thread.start();
		await().until(() -> running.get() != null);
		this.thread.stop();
		stopped.countDown();
		running.get().join();
		assertThat(this.thread.getFailures()).isZero();
	}

	@Test
	void goesOnAfterARealStackOverflow() {
		this.thread = this.threads.create("guard", () -> {
			if (this.steps.incrementAndGet() < 3) {
				recurse(0);
			}
			return SHORT;
		});
		this.thread.start();
		await().until(() -> this.steps.get() > 10);
	}

	@Test
	void doesNotSpinWhenInterrupted() {
		this.thread = this.threads.create("guard", () -> {
			this.steps.incrementAndGet();
			Thread.currentThread().interrupt();
			return Duration.ofMillis(100);
		});
		long start = System.nanoTime();
		this.thread.start();
		await().pollDelay(Duration.ofSeconds(1)).until(() -> this.steps.get() > 0);
		int steps = this.steps.get();
		assertThat(steps).isLessThan(5 + (int) (Duration.ofNanos(System.nanoTime() - start).toMillis() / 100));
	}

	@Test
	void startsAnewAThreadThatEnded() throws Exception {
		this.thread = withoutBeatAtFirst();
		this.thread.start();
		GuardedThread other = this.threads.create("other", () -> SHORT);
		try {
			replaceByEndedThread();
			assertThat(this.thread.describe()).startsWith("missing");
			other.start();
			int before = this.steps.get();
			await().until(() -> this.steps.get() > before + 10);
			assertThat(this.threads.getRestarts()).isOne();
		}
		finally {
			other.stop();
		}
	}

	@Test
	void healthStartsAThreadAnewWhenNoOtherIsLeft() throws Exception {
		this.thread = withoutBeatAtFirst();
		this.thread.start();
		replaceByEndedThread();
		int before = this.steps.get();
		await().untilAsserted(() -> {
			assertThat(this.threads.getProblems()).isEmpty();
			assertThat(this.steps.get()).isGreaterThan(before + 3);
		});
	}

	/** A thread whose first run looks after none, and is left behind. */
	private GuardedThread withoutBeatAtFirst() {
		AtomicBoolean first = new AtomicBoolean(true);
		return this.threads.create("guard", () -> {
			if (first.getAndSet(false)) {
				new CountDownLatch(1).await();
			}
			this.steps.incrementAndGet();
			return SHORT;
		});
	}

	@Test
	void losesNoWakeUp() throws Exception {
		AtomicReference<CountDownLatch> next = new AtomicReference<>(new CountDownLatch(1));
		this.thread = this.threads.create("guard", () -> {
			next.get().countDown();
			return GuardedThread.UNTIL_WOKEN;
		});
		this.thread.start();
		for (int i = 0; i < 10_000; i++) {
			CountDownLatch latch = new CountDownLatch(1);
			next.set(latch);
			this.thread.wake();
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void tellsThatAStepFailsAgainAndAgain() {
		this.thread = this.threads.create("guard", () -> {
			this.steps.incrementAndGet();
			throw new NoClassDefFoundError("a.b.C");
		});
		this.thread.start();
		await().until(() -> this.steps.get() > 3);
		assertThat(this.thread.describe()).startsWith("failing for").contains("NoClassDefFoundError");
		assertThat(this.threads.getProblems()).isEmpty();
		age(Duration.ofSeconds(11));
		assertThat(this.threads.getProblems()).containsKey("guard");
	}

	@Test
	void aStepThatLastsAndGetsOnAfterAFailureIsRunning() {
		AtomicReference<String> said = new AtomicReference<>("");
		this.thread = this.threads.create("guard", () -> {
			if (this.steps.incrementAndGet() == 1) {
				throw new OutOfMemoryError("x");
			}
			said.set(this.thread.describe());
			while (this.thread.isCurrent()) {
				LockSupport.parkNanos(10_000_000);
				this.thread.beat();
			}
			return SHORT;
		});
		this.thread.start();
		await().untilAsserted(() -> assertThat(said.get()).startsWith("failing"));
		await().untilAsserted(() -> assertThat(this.thread.describe()).isEqualTo("running"));
	}

	@Test
	void tellsWhenAThreadIsStuckForLongAndWhenItGetsOn() {
		CountDownLatch release = new CountDownLatch(1);
		AtomicReference<Boolean> broken = new AtomicReference<>();
		this.threads.addBrokenListener(broken::set);
		this.thread = this.threads.create("guard", () -> {
			release.await();
			this.steps.incrementAndGet();
			return SHORT;
		});
		this.thread.start();
		age(Duration.ofSeconds(31));
		assertThat(this.thread.describe()).matches("stuck for [3-9]\\d s.*");
		await().untilAsserted(() -> {
			assertThat(this.threads.getProblems()).containsKey("guard");
			assertThat(broken).hasValue(true);
		});
		release.countDown();
		await().untilAsserted(() -> {
			assertThat(this.threads.getProblems()).isEmpty();
			assertThat(broken).hasValue(false);
		});
	}

	@Test
	void aThreadThatRestsIsNotStuck() {
		this.thread = this.threads.create("guard", () -> {
			this.steps.incrementAndGet();
			return GuardedThread.UNTIL_WOKEN;
		});
		this.thread.start();
		await().until(() -> this.steps.get() == 1);
		age(Duration.ofSeconds(60));
		await().untilAsserted(() -> assertThat(this.threads.getProblems()).isEmpty());
		assertThat(this.steps).hasValue(1);
	}

	@Test
	void stopsAndStartsAgain() {
		this.thread.start();
		this.thread.start();
		await().until(() -> this.steps.get() > 3);
		assertThat(this.thread.stop(Duration.ofSeconds(5))).isTrue();
		assertThat(this.threads.getStates()).isEmpty();
		int before = this.steps.get();
		this.thread.start();
		await().until(() -> this.steps.get() > before + 3);
		assertThat(this.threads.getStates()).hasSize(1);
	}

	@Test
	void stopsItself() {
		AtomicBoolean ended = new AtomicBoolean(true);
		this.thread = this.threads.create("guard", () -> {
			this.steps.incrementAndGet();
			ended.set(this.thread.stop(Duration.ofDays(1)));
			return SHORT;
		});
		this.thread.start();
		await().until(() -> !this.thread.isStarted() && !ended.get());
		assertThat(this.steps).hasValue(1);
	}

	private Duration count() {
		this.steps.incrementAndGet();
		return SHORT;
	}

	private void age(Duration age) {
		set(get("progress"), "wellAt", System.nanoTime() - age.toNanos());
	}

	private void replaceByEndedThread() throws InterruptedException {
		Thread ended = new Thread(() -> {
		});
		ended.start();
		ended.join();
		set(this.thread, "thread", ended);
	}

	private Object get(String name) {
		try {
			Field field = GuardedThread.class.getDeclaredField(name);
			field.setAccessible(true);
			return field.get(this.thread);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void set(Object target, String name, Object value) {
		try {
			Field field = target.getClass().getDeclaredField(name);
			field.setAccessible(true);
			field.set(target, value);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("InfiniteRecursion")
	private static int recurse(int depth) {
		return recurse(depth + 1) + 1;
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable throwable) throws T {
		throw (T) throwable;
	}

	/**
	 * Fails when it is logged.
	 */
	private static final class HostileError extends Error {

		private static final long serialVersionUID = 1L;

		@Override
		public String toString() {
			throw new IllegalStateException("toString");
		}

		@Override
		public String getMessage() {
			throw new IllegalStateException("getMessage");
		}

	}

}
