// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.channel.QueueFullException;
import org.jspecify.annotations.Nullable;

/**
 * What became of the orders that the gateway sent. Thread-safe.
 */
class OrderBook {

	private final LongAdder placed = new LongAdder();

	private final LongAdder answered = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder unanswered = new LongAdder();

	private final Recent<Entry> recent = new Recent<>();

	Entry open(Order order) {
		Entry entry = new Entry(order);
		this.placed.increment();
		this.recent.add(entry);
		return entry;
	}

	Summary summarize() {
		long refused = this.refused.sum();
		return new Summary(this.placed.sum() - refused, this.answered.sum(), refused, this.unanswered.sum(),
				this.recent.get().stream().map(Entry::describe).toList());
	}

	/**
	 * An order.
	 */
	class Entry {

		private final Order order;

		private final long placedNanos = System.nanoTime();

		private volatile String status = "waiting";

		private volatile @Nullable Long micros;

		Entry(Order order) {
			this.order = order;
		}

		void end(@Nullable Answer answer, @Nullable Throwable failure) {
			this.micros = (System.nanoTime() - this.placedNanos) / 1000;
			if (answer != null) {
				this.status = answer.status();
				OrderBook.this.answered.increment();
			}
			else if (failure instanceof QueueFullException) {
				this.status = "queue full";
				OrderBook.this.refused.increment();
			}
			else {
				this.status = "no answer";
				OrderBook.this.unanswered.increment();
			}
		}

		PlacedOrder describe() {
			return new PlacedOrder(this.order.id(), this.order.item(), this.order.quantity(), this.status, this.micros);
		}

	}

	/**
	 * What became of all orders.
	 *
	 * @param sent how many were queued
	 * @param answered how many answers came
	 * @param refused for how many the queue was full
	 * @param unanswered for how many no answer came in time
	 * @param recent the last orders, the newest first
	 */
	record Summary(long sent, long answered, long refused, long unanswered, List<PlacedOrder> recent) {

	}

	/**
	 * What became of an order.
	 *
	 * @param id its number
	 * @param item what is ordered
	 * @param quantity how many of it
	 * @param status where it is
	 * @param micros how long the answer took, in microseconds
	 */
	record PlacedOrder(long id, String item, int quantity, String status, @Nullable Long micros) {

	}

}
