// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.metrics;

import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.metrics.ZmqListenerMetrics;
import io.github.zmqsecure.metrics.ZmqMetrics;
import io.github.zmqsecure.metrics.ZmqProxyMetrics;
import io.github.zmqsecure.metrics.ZmqTemplateMetrics;
import io.github.zmqsecure.observation.MessageTimers;
import io.github.zmqsecure.proxy.ZmqProxies;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.template.ZmqOperations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqMetrics}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
				ZmqListenerAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ ManagedSockets.class, MeterRegistry.class })
public final class ZmqMetricsAutoConfiguration {

	ZmqMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqMetrics zmqMetrics(ManagedSockets sockets, HardenedContext context, CurveKeys keys, SocketKeys socketKeys,
			ObjectProvider<CurveKeysReloader> reloader) {
		return new ZmqMetrics(sockets, context, keys, socketKeys, reloader.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(ZmqOperations.class)
	ZmqTemplateMetrics zmqTemplateMetrics(ManagedSockets sockets, ZmqOperations operations) {
		return new ZmqTemplateMetrics(sockets, operations);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ListenerSockets.class)
	ZmqListenerMetrics zmqListenerMetrics(ManagedSockets sockets, ListenerSockets listeners) {
		return new ZmqListenerMetrics(sockets, listeners);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqProxyMetrics zmqProxyMetrics(ZmqProxies proxies) {
		return new ZmqProxyMetrics(proxies);
	}

	@Bean
	@ConditionalOnMissingBean(name = "zmqTimerDescriptions")
	static MeterFilter zmqTimerDescriptions() {
		return MessageTimers.descriptions();
	}

}
