// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.time.Duration;
import java.util.Optional;

import io.github.zmqsecure.annotation.ZmqListener;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application whose answers come as {@link Mono}s.
 */
@SpringBootApplication
public class OrderDesk {

	/**
	 * Handle an order.
	 * @param order the order
	 * @return the receipt, later; nothing for no order, and a failure for a wrong one
	 */
	@ZmqListener(id = "desk", socket = "orders")
	public Mono<String> handle(String order) {
		return Mono.delay(Duration.ofMillis(10))
			.flatMap((tick) -> Mono.justOrEmpty(Optional.of(order).filter((it) -> !it.isEmpty())))
			.map((it) -> {
				if (it.equals("wrong")) {
					throw new IllegalArgumentException("Not an order");
				}
				return "receipt for " + it;
			});
	}

}
