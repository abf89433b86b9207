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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Answers the orders that authenticated clients send to the socket {@code orders}.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.orders.type")
class OrderService {

	private static final int REMEMBERED = 8;

	private static final int LONGEST_ITEM = 32;

	private final ManagedSocket socket;

	private final JsonMapper json;

	private final TaskScheduler scheduler;

	private final Deque<ReceivedOrder> recent = new ArrayDeque<>();

	private volatile @Nullable Future<?> resumption;

	OrderService(ManagedSockets sockets, JsonMapper json, TaskScheduler scheduler) {
		this.socket = sockets.get("orders");
		this.json = json;
		this.scheduler = scheduler;
		this.socket.setHandler(this::handle);
	}

	/**
	 * Take no orders for a while, as a service does that is overloaded. ZeroMQ then holds
	 * up the senders.
	 */
	synchronized void pause(Duration duration) {
		if (!isPaused()) {
			this.socket.setHandler(null);
			this.resumption = this.scheduler.schedule(() -> this.socket.setHandler(this::handle),
					Instant.now().plus(duration));
		}
	}

	boolean isPaused() {
		Future<?> resumption = this.resumption;
		return resumption != null && !resumption.isDone();
	}

	/**
	 * Return the last orders, the newest first.
	 */
	List<ReceivedOrder> getRecent() {
		synchronized (this.recent) {
			return List.copyOf(this.recent);
		}
	}

	/**
	 * The last frame is the order. Those before it lead back to the asker, so that REQ
	 * and DEALER peers of every language get their answer.
	 */
	private void handle(ZmqMessage message) {
		String client = Objects.requireNonNull(message.peer()).name();
		List<byte[]> frames = new ArrayList<>(message.frames());
		frames.set(frames.size() - 1, this.json.writeValueAsBytes(answer(message.frame(-1), client)));
		this.socket.send(new ZmqMessage(frames, null));
	}

	private Answer answer(byte[] payload, String client) {
		try {
			Order order = this.json.readValue(payload, Order.class);
			String item = order.item();
			if (item == null || item.isBlank() || item.length() > LONGEST_ITEM || order.quantity() < 1) {
				return new Answer(order.id(), "rejected", client);
			}
			remember(new ReceivedOrder(order.id(), item, order.quantity(), client, Instant.now()));
			return new Answer(order.id(), "accepted", client);
		}
		catch (JacksonException ex) {
			return new Answer(0, "rejected", client);
		}
	}

	private void remember(ReceivedOrder order) {
		synchronized (this.recent) {
			this.recent.addFirst(order);
			if (this.recent.size() > REMEMBERED) {
				this.recent.removeLast();
			}
		}
	}

	/**
	 * An order that was accepted.
	 *
	 * @param id the number that its sender gave it
	 * @param item what is ordered
	 * @param quantity how many of it
	 * @param client the name that the sender was authenticated by
	 * @param time when it came
	 */
	record ReceivedOrder(long id, String item, int quantity, String client, Instant time) {

	}

}
