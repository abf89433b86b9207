/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends orders through the socket {@code orders-client}, from any thread, and takes the
 * answers.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.orders-client.type")
class Gateway {

	private static final int REMEMBERED = 8;

	private static final byte[] DELIMITER = {};

	private final ManagedSocket socket;

	private final JsonMapper json;

	private final AtomicLong ids = new AtomicLong();

	private final LongAdder sent = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder answered = new LongAdder();

	private final Map<Long, PlacedOrder> recent = new LinkedHashMap<>();

	Gateway(ManagedSockets sockets, JsonMapper json) {
		this.socket = sockets.get("orders-client");
		this.json = json;
		this.socket.setHandler(this::handle);
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
		remember(new PlacedOrder(order.id(), item, quantity, "waiting", System.nanoTime(), null));
		try {
			this.socket.send(ZmqMessage.of(DELIMITER, this.json.writeValueAsBytes(order)));
			this.sent.increment();
			return true;
		}
		catch (QueueFullException ex) {
			this.refused.increment();
			update(order.id(), "queue full");
			return false;
		}
	}

	@Scheduled(initialDelayString = "${zmq.sample.order-every}", fixedRateString = "${zmq.sample.order-every}")
	void placeNow() {
		place("coffee", 1, null);
	}

	/**
	 * Return what became of the orders.
	 */
	Summary getSummary() {
		synchronized (this.recent) {
			List<PlacedOrder> orders = new ArrayList<>(this.recent.values());
			Collections.reverse(orders);
			return new Summary(this.sent.sum(), this.answered.sum(), this.refused.sum(), orders);
		}
	}

	private void handle(ZmqMessage message) {
		Answer answer = this.json.readValue(message.frame(-1), Answer.class);
		this.answered.increment();
		update(answer.id(), answer.status());
	}

	private void remember(PlacedOrder order) {
		synchronized (this.recent) {
			this.recent.put(order.id(), order);
			if (this.recent.size() > REMEMBERED) {
				this.recent.remove(this.recent.keySet().iterator().next());
			}
		}
	}

	private void update(long id, String status) {
		synchronized (this.recent) {
			this.recent.computeIfPresent(id, (key, order) -> order.withStatus(status));
		}
	}

	/**
	 * What became of the orders.
	 *
	 * @param sent how many were queued
	 * @param answered how many answers came
	 * @param refused for how many the queue was full
	 * @param recent the last orders, the newest first
	 */
	record Summary(long sent, long answered, long refused, List<PlacedOrder> recent) {

	}

	/**
	 * An order and what became of it.
	 *
	 * @param id its number
	 * @param item what is ordered
	 * @param quantity how many of it
	 * @param status where it is
	 * @param placedNanos when it was placed
	 * @param micros how long the answer took, in microseconds
	 */
	record PlacedOrder(long id, String item, int quantity, String status, long placedNanos, @Nullable Long micros) {

		PlacedOrder withStatus(String status) {
			long micros = Duration.ofNanos(System.nanoTime() - this.placedNanos).toNanos() / 1000;
			return new PlacedOrder(this.id, this.item, this.quantity, status, this.placedNanos, micros);
		}

	}

}
