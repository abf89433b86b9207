// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerEndpointRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.validation.annotation.Validated;

/**
 * Answers the orders that authenticated clients send to the socket {@code orders}.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.orders.type")
class OrderService {

	private final ZmqListenerEndpointRegistry listeners;

	private final TaskScheduler scheduler;

	private final Recent<ReceivedOrder> recent = new Recent<>();

	private volatile @Nullable Future<?> resumption;

	OrderService(ZmqListenerEndpointRegistry listeners, TaskScheduler scheduler) {
		this.listeners = listeners;
		this.scheduler = scheduler;
	}

	@ZmqListener(id = "orders", socket = "orders", errorHandler = "rejections")
	Answer take(@Validated Order order, @Header(ZmqHeaders.PEER) String client) {
		this.recent.add(new ReceivedOrder(order.id(), order.item(), order.quantity(), client, Instant.now()));
		return new Answer(order.id(), "accepted", client);
	}

	/**
	 * Take no orders for a while, as a service does that is overloaded. ZeroMQ then holds
	 * up the senders.
	 */
	synchronized void pause(Duration duration) {
		if (!isPaused()) {
			ZmqListenerContainer container = this.listeners.getContainer("orders");
			Assert.state(container != null, "No listener 'orders'");
			container.pause();
			this.resumption = this.scheduler.schedule(container::resume, Instant.now().plus(duration));
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
		return this.recent.get();
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
