// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
