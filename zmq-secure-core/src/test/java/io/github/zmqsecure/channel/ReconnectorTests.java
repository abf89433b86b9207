// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Reconnector}.
 */
class ReconnectorTests {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final List<String> disconnected = new ArrayList<>();

	@Test
	void triesForAsLongAsItTakesAndTellsWhatIsWrong() {
		AtomicInteger attempts = new AtomicInteger();
		Reconnector reconnector = reconnector((endpoint) -> {
			if (attempts.incrementAndGet() < 5) {
				throw new IllegalArgumentException(new UnknownHostException(endpoint));
			}
		});
		long start = System.nanoTime();
		reconnector.reconnect("tcp://server:1");
		reconnector.retry(() -> false);
		assertThat(reconnector.isBusy()).isTrue();
		assertThat(reconnector.getProblems()).hasEntrySatisfying("tcp://server:1",
				(problem) -> assertThat(problem).contains("UnknownHostException"));
		await().until(() -> {
			reconnector.retry(() -> false);
			return !reconnector.isBusy();
		});
		assertThat(attempts).hasValue(5);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(PAUSE.multipliedBy(4));
		assertThat(reconnector.getProblems()).isEmpty();
		assertThat(this.disconnected).containsExactly("tcp://server:1");
	}

	@Test
	void waitsUntilTheFormerConnectionHasEnded() {
		AtomicBoolean ended = new AtomicBoolean();
		AtomicInteger attempts = new AtomicInteger();
		Reconnector reconnector = new Reconnector((endpoint) -> ended::get, (endpoint) -> attempts.incrementAndGet(),
				PAUSE, PAUSE);
		reconnector.reconnect("tcp://server:1");
		reconnector.retry(() -> false);
		assertThat(attempts).hasValue(0);
		ended.set(true);
		reconnector.retry(() -> false);
		assertThat(attempts).hasValue(1);
	}

	@Test
	void goesOnAfterAnError() {
		AtomicInteger attempts = new AtomicInteger();
		Reconnector reconnector = reconnector((endpoint) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new StackOverflowError("injected by the test");
			}
		});
		reconnector.reconnect("tcp://server:1");
		await().until(() -> {
			reconnector.retry(() -> false);
			return !reconnector.isBusy();
		});
	}

	/** Otherwise the owner goes on for as long as there are endpoints. */
	@Test
	void leavesTheRestOnceTheSocketIsToBeClosed() {
		AtomicInteger attempts = new AtomicInteger();
		Reconnector reconnector = reconnector((endpoint) -> attempts.incrementAndGet());
		for (int i = 1; i <= 10; i++) {
			reconnector.reconnect("tcp://server:" + i);
		}
		assertThat(attempts).hasValue(0);
		reconnector.retry(() -> attempts.get() == 3);
		assertThat(attempts).hasValue(3);
		assertThat(reconnector.isBusy()).isTrue();
	}

	private Reconnector reconnector(Consumer<String> connect) {
		return new Reconnector((endpoint) -> {
			this.disconnected.add(endpoint);
			return () -> true;
		}, connect, PAUSE, PAUSE.multipliedBy(5));
	}

}
