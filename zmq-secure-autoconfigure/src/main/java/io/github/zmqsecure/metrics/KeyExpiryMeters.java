// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.KeyExpiry;
import io.github.zmqsecure.curve.NoSuchCurveKeyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/**
 * Shows for each name how long its newest key is good for, if that ends. Of more than
 * {@value #MAX_NAMES} names those that end first are shown.
 */
class KeyExpiryMeters {

	private static final int MAX_NAMES = 1000;

	private final MultiGauge gauge;

	KeyExpiryMeters(MeterRegistry registry) {
		this.gauge = MultiGauge.builder("zmq.secure.key.expires")
			.description("Time until the newest key of a name ends, negative once it has")
			.baseUnit("seconds")
			.register(registry);
	}

	void update(CurveKeys keys) {
		Map<String, Instant> expiries = new LinkedHashMap<>();
		KeyExpiry.of(keys)
			.stream()
			.filter((expiry) -> isNewest(expiry, keys))
			.forEach((expiry) -> expiries.putIfAbsent(expiry.name(), expiry.at()));
		List<Row<?>> rows = expiries.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue())
			.limit(MAX_NAMES)
			.<Row<?>>map(
					(each) -> Row.of(Tags.of("name", each.getKey()), each.getValue(), KeyExpiryMeters::secondsUntil))
			.toList();
		this.gauge.register(rows, true);
	}

	private static boolean isNewest(KeyExpiry expiry, CurveKeys keys) {
		try {
			return expiry.publicKey().equals(keys.getPublicKey(expiry.name()));
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return false;
		}
	}

	private static double secondsUntil(Instant at) {
		return Duration.between(Instant.now(), at).toMillis() / 1000.0;
	}

}
