// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link UnhandledBytes}.
 */
class UnhandledBytesTests {

	private static final int SIZE = 200_000;

	private static final int COUNT = 60;

	@Test
	void holdsTheSocketWhileUnhandledMessagesHaveTooManyBytes() {
		ModelSockets.pair("router", "dealer")
			.withPropertyValues("zmq.secure.limits.max-total-bytes=4MB",
					"zmq.secure.sockets.client.options.snd-timeo=1m")
			.withUserConfiguration(Slow.class)
			.run((context) -> {
				Slow slow = context.getBean(Slow.class);
				MemoryBudget memory = context.getBean(MemoryBudget.class);
				Thread sender = new Thread(() -> {
					for (int i = 0; i < COUNT; i++) {
						TestSockets.socket(context, "client").send(ZmqMessage.of(new byte[SIZE]));
					}
				});
				sender.start();
				await().until(() -> memory.getAccount(Stage.RECEIVED).getHeld() >= 2 * SIZE);
				await().during(Duration.ofSeconds(1))
					.until(() -> memory.getAccount(Stage.RECEIVED).getHeld() <= 1024 * 1024 + SIZE);
				slow.go.countDown();
				await().until(() -> slow.handled.get() == COUNT);
				await().untilAsserted(
						() -> assertThat(memory.getAccount(Stage.RECEIVED).getHeld()).isBetween(0L, 10_000L));
			});
	}

	static class Slow {

		private final CountDownLatch go = new CountDownLatch(1);

		private final AtomicInteger handled = new AtomicInteger();

		@ZmqListener(socket = "server")
		void handle(byte[] payload) throws InterruptedException {
			this.go.await();
			this.handled.incrementAndGet();
		}

	}

}
