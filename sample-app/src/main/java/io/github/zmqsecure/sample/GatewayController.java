// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has the gateway send orders.
 */
@RestController
@RequestMapping("/api")
@ConditionalOnProperty("zmq.secure.sockets.orders-client.type")
class GatewayController {

	private static final int MOST_ORDERS = 1000;

	private static final int FLOOD = 20_000;

	/** So large that the buffers of the operating system can't hold the flood. */
	private static final String FLOOD_NOTE = "x".repeat(1024);

	private final Gateway gateway;

	GatewayController(Gateway gateway) {
		this.gateway = gateway;
	}

	@PostMapping("/orders")
	Outcome orders(@RequestParam(defaultValue = "1") int count, @RequestParam(defaultValue = "tea") String item) {
		return place(Math.max(1, Math.min(count, MOST_ORDERS)), item, null);
	}

	@PostMapping("/flood")
	Outcome flood() {
		return place(FLOOD, "flood", FLOOD_NOTE);
	}

	private Outcome place(int count, String item, @Nullable String note) {
		long queued = IntStream.range(0, count).filter((i) -> this.gateway.place(item, 1, note)).count();
		return new Outcome(queued, count - queued);
	}

	/**
	 * How many orders were queued, and how many were not because the queue was full.
	 *
	 * @param queued how many were queued
	 * @param refused for how many the queue was full
	 */
	record Outcome(long queued, long refused) {

	}

}
