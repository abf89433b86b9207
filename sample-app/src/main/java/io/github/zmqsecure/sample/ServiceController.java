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
