// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqsecure.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends orders through the socket {@code orders-client}, from any thread, with many
 * answers to come at a time.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.orders-client.type")
class Gateway {

	private final ZmqTemplate template;

	private final AtomicLong ids = new AtomicLong();

	private final OrderBook book = new OrderBook();

	Gateway(ZmqTemplate template) {
		this.template = template;
	}

	/**
	 * Send an order.
	 * @param item what is ordered
	 * @param quantity how many of it
	 * @param note anything else
	 * @return whether it was queued, {@code false} if the queue was full
	 */
	boolean place(String item, int quantity, @Nullable String note) {
		Order order = new Order(this.ids.incrementAndGet(), item, quantity, note);
		OrderBook.Entry entry = this.book.open(order);
		CompletableFuture<Answer> answer = this.template.requestAsync("orders-client", order, Answer.class)
			.whenComplete(entry::end);
		return !answer.isCompletedExceptionally();
	}

	@Scheduled(initialDelayString = "${zmq.sample.order-every}", fixedRateString = "${zmq.sample.order-every}")
	void placeNow() {
		place("coffee", 1, null);
	}

	OrderBook getBook() {
		return this.book;
	}

}
