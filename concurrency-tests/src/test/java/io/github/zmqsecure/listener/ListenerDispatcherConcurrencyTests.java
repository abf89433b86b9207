// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.channel.ChannelParts;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.concurrency.Threads;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryLimits;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks how messages are handed to the workers of a listener: each is handled once, and
 * a socket that was held back for want of room receives again.
 */
@Tag("long")
class ListenerDispatcherConcurrencyTests {

	private static final int INVOCATIONS = 100;

	private static final int WORKERS = 2;

	private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

	private static final MemoryBudget MEMORY = new MemoryBudget(MemoryLimits.ofHeap(1 << 28));

	@Test
	void eachMessageIsTakenByOneWorker() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			WorkerQueue queue = new WorkerQueue(MessageQueue.keepingAll(), WORKERS);
			AtomicInteger taken = new AtomicInteger();
			Threads.run(() -> {
				queue.add(new InFlightMessage(MESSAGE, null));
				queue.add(new InFlightMessage(MESSAGE, null));
			}, () -> takeOne(queue, taken), () -> takeOne(queue, taken));
			Threads.check(taken.get() == 2, "taken by workers: " + taken);
		});
	}

	@Test
	void aMessageThatIsResumedIsTakenAlthoughTheWorkersAreToldToEnd() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			WorkerQueue queue = new WorkerQueue(MessageQueue.keepingAll(), WORKERS);
			AtomicInteger taken = new AtomicInteger();
			Threads.run(() -> queue.resume(new InFlightMessage(MESSAGE, null)), () -> queue.wake(1),
					() -> take(queue, taken));
			while (queue.poll() != null) {
				taken.incrementAndGet();
			}
			Threads.check(taken.get() == 1, "taken: " + taken);
		});
	}

	@Test
	void aSocketThatWasHeldBackReceivesAgain() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			ChannelParts socket = new ChannelParts();
			InFlightLimit limit = new InFlightLimit(socket.inbound(), new UnhandledBytes(MEMORY, "test"), 2);
			limit.enter(MESSAGE);
			Threads.run(() -> limit.enter(MESSAGE), () -> limit.leave(MESSAGE));
			Threads.check(limit.active() == 1, "active: " + limit.active());
			Threads.check(socket.isReceiving(), "held back although there is room");
		});
	}

	@Test
	void aMessageIsSettledOnce() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			InFlightMessage message = new InFlightMessage(MESSAGE, null);
			AtomicInteger settled = new AtomicInteger();
			Runnable settle = () -> settled.addAndGet(message.settle() ? 1 : 0);
			Threads.run(settle, settle, settle);
			Threads.check(settled.get() == 1, "settled: " + settled);
		});
	}

	private static void takeOne(WorkerQueue queue, AtomicInteger taken) {
		while (!take(queue, taken)) {
			Thread.onSpinWait();
		}
	}

	private static boolean take(WorkerQueue queue, AtomicInteger taken) {
		try {
			boolean any = queue.take() != null;
			taken.addAndGet((any) ? 1 : 0);
			return any;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
