// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import io.github.zmqsecure.annotation.ZmqListener;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that is scraped.
 */
@SpringBootApplication
public class OrderDesk {

	/**
	 * Handle an order.
	 * @param order the order
	 * @return the receipt
	 */
	@ZmqListener(id = "desk", socket = "orders")
	public String handle(String order) {
		return "receipt for " + order;
	}

}
