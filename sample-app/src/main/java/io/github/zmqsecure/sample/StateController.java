// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.List;

import io.github.zmqsecure.actuate.ZmqEndpoint;
import io.github.zmqsecure.actuate.ZmqEndpoint.ZmqDescriptor;
import io.github.zmqsecure.curve.CurveKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page everything at once. What it tells of the sockets is what Actuator tells.
 */
@RestController
class StateController {

	private final ZmqEndpoint endpoint;

	private final HealthEndpoint health;

	private final CurveKeys keys;

	private final @Nullable Gateway gateway;

	private final @Nullable OrderService service;

	private final @Nullable PriceBoard prices;

	StateController(ZmqEndpoint endpoint, HealthEndpoint health, CurveKeys keys, ObjectProvider<Gateway> gateway,
			ObjectProvider<OrderService> service, ObjectProvider<PriceBoard> prices) {
		this.endpoint = endpoint;
		this.health = health;
		this.keys = keys;
		this.gateway = gateway.getIfAvailable();
		this.service = service.getIfAvailable();
		this.prices = prices.getIfAvailable();
	}

	@GetMapping("/api/state")
	State state() {
		HealthDescriptor health = this.health.healthForPath("zmq");
		return new State((health != null) ? health.getStatus().getCode() : "UNKNOWN",
				this.keys.getPublicKey("orders-service").toZ85(), this.endpoint.zmq(),
				(this.gateway != null) ? this.gateway.getBook().summarize() : null,
				(this.service != null) ? new Service(this.service.isPaused(), this.service.getRecent()) : null,
				(this.prices != null) ? this.prices.getLatest() : null);
	}

	/**
	 * Everything that the page shows.
	 *
	 * @param health the status of the health {@code zmq}
	 * @param serverKey the public key that clients of the order service need, in Z85
	 * @param zmq what the endpoint {@code zmq} tells
	 * @param gateway what became of the orders, if the gateway is here
	 * @param service what the order service took, if it is here
	 * @param prices the latest prices, if somebody here subscribes to them
	 */
	record State(String health, String serverKey, ZmqDescriptor zmq, OrderBook.@Nullable Summary gateway,
			@Nullable Service service, @Nullable List<Price> prices) {

	}

	/**
	 * What the order service does.
	 *
	 * @param paused whether it takes no orders at this moment
	 * @param recent the last orders, the newest first
	 */
	record Service(boolean paused, List<OrderService.ReceivedOrder> recent) {

	}

}
