// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.annotation.ZmqListener;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An instance of the service.
 */
@SpringBootApplication
public class OrderDesk {

	private final AtomicInteger orders = new AtomicInteger();

	/**
	 * Handle an order.
	 * @param order the order
	 * @return the receipt
	 */
	@ZmqListener(id = "desk", socket = "orders")
	public String handle(String order) {
		this.orders.incrementAndGet();
		return "receipt for " + order;
	}

	/**
	 * Return how many orders came.
	 * @return the number of orders
	 */
	public int getOrders() {
		return this.orders.get();
	}

}
