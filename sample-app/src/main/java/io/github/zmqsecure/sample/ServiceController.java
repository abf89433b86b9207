// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has the order service pause.
 */
@RestController
@RequestMapping("/api")
@ConditionalOnProperty("zmq.secure.sockets.orders.type")
class ServiceController {

	private static final Duration PAUSE = Duration.ofSeconds(4);

	private final OrderService service;

	ServiceController(OrderService service) {
		this.service = service;
	}

	@PostMapping("/pause")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void pause() {
		this.service.pause(PAUSE);
	}

}
