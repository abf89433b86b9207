// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.github.zmqsecure.proxy.ZmqProxies;
import io.github.zmqsecure.proxy.ZmqProxy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the proxies. What their sockets do is measured as that of all
 * others.
 *
 * @since 0.1.0
 */
public class ZmqProxyMetrics implements MeterBinder {

	private static final String PREFIX = "zmq.secure.proxy.";

	private static final String PROXY = "proxy";

	private final ZmqProxies proxies;

	/**
	 * Create the meters.
	 * @param proxies the proxies
	 */
	public ZmqProxyMetrics(ZmqProxies proxies) {
		this.proxies = proxies;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ZmqProxy proxy : this.proxies.getAll()) {
			messages(registry, proxy, "backend", ZmqProxy::getForwarded);
			messages(registry, proxy, "frontend", ZmqProxy::getReturned);
			messages(registry, proxy, "capture", ZmqProxy::getCaptured);
			gauge(registry, proxy, "active", "Whether messages are passed on: 0 while the proxy is paused or stopped",
					(each) -> (each.getState() != ZmqProxy.State.RUNNING) ? 0 : 1);
			gauge(registry, proxy, "subscriptions", "Topics that subscribers of the backend subscribe to",
					ZmqProxy::getSubscriptions);
			held(registry, proxy, "frontend", ZmqProxy::getHeldFor);
			held(registry, proxy, "backend", ZmqProxy::getRepliesHeldFor);
		}
	}

	private static void held(MeterRegistry registry, ZmqProxy proxy, String from, Function<ZmqProxy, Duration> time) {
		TimeGauge.builder(PREFIX + "held", () -> time.apply(proxy).toNanos(), TimeUnit.NANOSECONDS)
			.description("Time that a socket has not been read since the other has no room")
			.tag(PROXY, proxy.getSettings().name())
			.tag("from", from)
			.register(registry);
	}

	private static void messages(MeterRegistry registry, ZmqProxy proxy, String to, ToDoubleFunction<ZmqProxy> value) {
		FunctionCounter.builder(PREFIX + "messages", proxy, value)
			.description("Messages that a proxy gave to a socket")
			.tag(PROXY, proxy.getSettings().name())
			.tag("to", to)
			.register(registry);
	}

	private static void gauge(MeterRegistry registry, ZmqProxy proxy, String name, String description,
			ToDoubleFunction<ZmqProxy> value) {
		Gauge.builder(PREFIX + name, proxy, value)
			.description(description)
			.tag(PROXY, proxy.getSettings().name())
			.register(registry);
	}

}
