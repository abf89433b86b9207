// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.listener.ListenerStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the listeners that run on each socket.
 *
 * @since 0.1.0
 */
public class ZmqListenerMetrics implements MeterBinder {

	private static final String PREFIX = "zmq.secure.listener.";

	private final ManagedSockets sockets;

	private final ListenerSockets listeners;

	/**
	 * Create the meters.
	 * @param sockets the sockets
	 * @param listeners the listeners
	 */
	public ZmqListenerMetrics(ManagedSockets sockets, ListenerSockets listeners) {
		this.sockets = sockets;
		this.listeners = listeners;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ManagedSocket socket : this.sockets.getAll()) {
			String name = socket.getName();
			gauge(registry, name, "active", "Messages that were taken in and are not done with", BaseUnits.MESSAGES,
					ListenerStatus::active);
			gauge(registry, name, "capacity", "Messages that may be under way before the socket stops receiving",
					BaseUnits.MESSAGES, ListenerStatus::capacity);
			gauge(registry, name, "workers", "Workers that live", BaseUnits.THREADS, ListenerStatus::workers);
			gauge(registry, name, "concurrency", "Workers that there should be", BaseUnits.THREADS,
					ListenerStatus::concurrency);
			TimeGauge.builder(PREFIX + "oldest.age", () -> oldest(name), TimeUnit.NANOSECONDS)
				.description("Time that the message has been handled that has been handled longest")
				.tag("socket", name)
				.register(registry);
		}
	}

	private void gauge(MeterRegistry registry, String socket, String name, String description, String unit,
			ToDoubleFunction<ListenerStatus> value) {
		Gauge.builder(PREFIX + name, () -> statuses(socket).mapToDouble(value).sum())
			.description(description)
			.baseUnit(unit)
			.tag("socket", socket)
			.register(registry);
	}

	private long oldest(String socket) {
		return statuses(socket).map(ListenerStatus::oldest)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO)
			.toNanos();
	}

	private Stream<ListenerStatus> statuses(String socket) {
		return this.listeners.getStatuses().stream().filter((status) -> status.socket().equals(socket));
	}

}
