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
