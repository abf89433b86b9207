// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import zmq.Ctx;
import zmq.ZObject;
import zmq.poll.Poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SignalReader}.
 */
class SignalReaderTests {

	private static final int SENDERS = 4;

	private static final int COMMANDS = 20_000;

	/** JeroMQ numbers the mailbox of the first I/O thread so. */
	private static final int FIRST_IO_THREAD = 2;

	private final HardenedContext context = new HardenedContext(1, Duration.ofSeconds(5),
			new JeromqIoThreadOperations());

	private Ctx ctx;

	private Poller poller;

	@BeforeEach
	void install() {
		this.context.get().createSocket(SocketType.PAIR);
		this.ctx = JeromqInternals.get().context().ctx(this.context.get());
		IoThread ioThread = this.context.getIoThreads().get(0);
		this.poller = (Poller) ioThread.poller();
		await().until(() -> {
			this.context.keepPunctual();
			return isInstalled();
		});
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void losesNoCommandOfManySenders() throws InterruptedException {
		List<Counter> counters = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			Counter counter = new Counter(this.ctx, 0);
			counters.add(counter);
			Thread thread = new Thread(() -> counter.send(COMMANDS));
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		await()
			.untilAsserted(() -> assertThat(counters).extracting((each) -> each.received.get()).containsOnly(COMMANDS));
	}

	@Test
	void goesOnWithTheCommandsAfterOneThatFails() {
		Counter counter = new Counter(this.ctx, 3);
		counter.send(10);
		await().untilAsserted(() -> assertThat(counter.received).hasValue(10));
		assertThat(isInstalled()).isTrue();
	}

	@Test
	void staysUnlessTheSelectorIsReplaced() {
		Object reader = attachment();
		this.context.keepPunctual();
		assertThat(attachment()).isSameAs(reader);
	}

	private boolean isInstalled() {
		return attachment() instanceof Poller.Handle handle
				&& JeromqInternals.get().poller().handler(handle) instanceof SignalReader;
	}

	private Object attachment() {
		var ioThread = JeromqInternals.get().mailbox().ioThread(this.ctx, this.poller);
		var key = ioThread.getMailbox().getFd().keyFor(JeromqInternals.get().poller().selector(this.poller));
		return (key != null) ? key.attachment() : null;
	}

	private static final class Counter extends ZObject {

		private final AtomicInteger received = new AtomicInteger();

		private final int failing;

		Counter(Ctx ctx, int failing) {
			super(ctx, FIRST_IO_THREAD);
			this.failing = failing;
		}

		void send(int commands) {
			for (int i = 0; i < commands; i++) {
				sendStop();
			}
		}

		@Override
		protected void processStop() {
			if (this.received.incrementAndGet() == this.failing) {
				throw new IllegalStateException("a command that fails");
			}
		}

	}

}
