// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import io.github.zmqsecure.template.ZmqTemplate;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes prices on the socket {@code prices}, each under its pair as the topic.
 */
@Component
@ConditionalOnProperty("zmq.secure.sockets.prices.type")
class PriceFeed {

	private final ZmqTemplate template;

	private final Map<String, Double> values = new ConcurrentHashMap<>(
			Map.of("EURUSD", 1.09, "GBPUSD", 1.27, "USDJPY", 151.2));

	PriceFeed(ZmqTemplate template) {
		this.template = template;
	}

	@Scheduled(fixedRateString = "${zmq.sample.price-every}")
	void publish() {
		this.values.replaceAll((pair, value) -> value * ThreadLocalRandom.current().nextDouble(0.9995, 1.0005));
		this.values.forEach((pair, value) -> this.template.publish("prices", pair,
				new Price(pair, BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP), Instant.now())));
	}

}
