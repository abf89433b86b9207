// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.thread;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BoundedCalls}.
 */
class BoundedCallsTests {

	private final BoundedCalls calls = new BoundedCalls("zmq-test-calls", Duration.ofSeconds(2));

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void returnsTheAnswer() throws Exception {
		assertThat(this.calls.call("one", () -> 1)).isEqualTo(1);
		assertThat(this.calls.<String>call("one", () -> null)).isNull();
	}

	@Test
	void throwsWhatTheCallThrows() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.calls.call("one", () -> {
			throw new IOException("injected by the test");
		})).withMessage("injected by the test");
		assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> this.calls.call("one", () -> {
			throw new LinkageError("injected by the test");
		}));
	}

	@Test
	void waitsForACallThatDoesNotReturnOnceOnly() throws Exception {
		block("one");
		await().until(() -> {
			long start = System.nanoTime();
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.calls.call("one", () -> 1))
				.withMessageContaining("the last time");
			return Duration.ofNanos(System.nanoTime() - start).toMillis() < 1000;
		});
		await().ignoreExceptions().untilAsserted(() -> assertThat(this.calls.call("another", () -> 2)).isEqualTo(2));
	}

	@Test
	void callsAgainOnceTheCallHasReturned() {
		block("one");
		this.released.countDown();
		await().ignoreExceptions().untilAsserted(() -> assertThat(this.calls.call("one", () -> 1)).isEqualTo(1));
	}

	@Test
	@Tag("long")
	void leavesAFewDozenThreadsBehindAtMost() throws Exception {
		for (int i = 0; i < 32; i++) {
			block("call " + i);
		}
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.calls.call("one more", () -> 1))
			.withMessageContaining("32 others");
		this.released.countDown();
		await().ignoreExceptions().untilAsserted(() -> assertThat(this.calls.call("one more", () -> 1)).isEqualTo(1));
	}

	private void block(String about) {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.calls.call(about, () -> {
			this.released.await();
			return 0;
		}));
	}

}
