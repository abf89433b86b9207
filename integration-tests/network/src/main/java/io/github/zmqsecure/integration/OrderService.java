// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.github.zmqsecure.annotation.ZmqListener;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Answers orders, and takes notes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OrderService {

	private final LongAdder orders = new LongAdder();

	private final LongAdder notes = new LongAdder();

	/**
	 * Accept an order.
	 * @param order the order
	 * @return the order
	 */
	@ZmqListener(socket = "orders")
	public String accept(String order) {
		this.orders.increment();
		return order;
	}

	/**
	 * Take a note.
	 * @param note the note
	 */
	@ZmqListener(socket = "notes")
	public void take(String note) {
		this.notes.increment();
	}

	private Map<String, LongSupplier> counts() {
		return Map.of("orders", this.orders::sum, "notes", this.notes::sum);
	}

	/**
	 * Run the service until its standard input ends.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		try (var context = SpringApplication.run(OrderService.class, args)) {
			new Console(context, context.getBean(OrderService.class).counts(), Map.of()).run();
		}
	}

}
