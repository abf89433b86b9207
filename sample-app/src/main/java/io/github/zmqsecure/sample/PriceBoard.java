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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Keeps the latest prices of the pairs that it subscribes to.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.prices-client.type")
class PriceBoard {

	private final Map<String, Price> latest = new ConcurrentSkipListMap<>();

	@ZmqListener(socket = "prices-client", topics = { "EUR", "USD" })
	void tick(@Topic String pair, Price price) {
		this.latest.put(pair, price);
	}

	List<Price> getLatest() {
		return List.copyOf(this.latest.values());
	}

}
