// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.memory.ByteAccount;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks that {@link OutboundQueue} does in every interleaving of its senders, its owner
 * and those who withdraw messages what it does step by step.
 */
@Tag("long")
class OutboundQueueConcurrencyTests {

	@Test
	void everyInterleavingIsOneAfterTheOther() {
		new ModelCheckingOptions().iterations(5)
			.invocationsPerIteration(200)
			.threads(3)
			.actorsPerThread(2)
			.check(Calls.class);
	}

	@Test
	void realThreadsAgree() {
		new StressOptions().iterations(5)
			.invocationsPerIteration(1000)
			.threads(3)
			.actorsPerThread(2)
			.check(Calls.class);
	}

	/**
	 * What the threads call, at once or one after the other.
	 */
	public static class Calls {

		private final OutboundQueue queue = new OutboundQueue(3, new ByteAccount(1000), new MessageStatistics(), () -> {
		});

		private final QueuedMessage[] waiting = fill(this.queue);

		@Operation
		public boolean offer() {
			return offer(this.queue, 0) != null;
		}

		@Operation(nonParallelGroup = "first")
		public boolean withdrawFirst() {
			return this.waiting[0].withdraw();
		}

		@Operation(nonParallelGroup = "second")
		public boolean withdrawSecond() {
			return this.waiting[1].withdraw();
		}

		@Operation(nonParallelGroup = "owner")
		public int take() {
			QueuedMessage queued = this.queue.take();
			if (queued == null) {
				return -1;
			}
			int size = (int) queued.message().size();
			this.queue.remove();
			this.queue.release(1);
			return size;
		}

		@Operation(nonParallelGroup = "owner")
		public void clear() {
			this.queue.clear();
		}

		private static QueuedMessage[] fill(OutboundQueue queue) {
			queue.open();
			return new QueuedMessage[] { offer(queue, 1), offer(queue, 2) };
		}

		private static QueuedMessage offer(OutboundQueue queue, int size) {
			ZmqMessage message = ZmqMessage.of(new byte[size]);
			long bytes = OutboundQueue.bytesOf(message);
			return queue.reserve(bytes) ? queue.add(message, bytes) : null;
		}

	}

}
