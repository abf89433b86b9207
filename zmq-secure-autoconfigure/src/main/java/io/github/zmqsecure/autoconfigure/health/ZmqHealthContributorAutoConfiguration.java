// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.health.ConnectionRequirement;
import io.github.zmqsecure.health.ZmqHealthContributor;
import io.github.zmqsecure.health.ZmqHealthIndicator;
import io.github.zmqsecure.health.ZmqProxyHealthIndicator;
import io.github.zmqsecure.health.ZmqSocketHealthIndicator;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.proxy.ZmqProxies;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.thread.GuardedThreads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZmqHealthContributor}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ZmqSecureAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ManagedSockets.class)
@ConditionalOnEnabledHealthIndicator("zmq")
@EnableConfigurationProperties(ZmqHealthProperties.class)
public final class ZmqHealthContributorAutoConfiguration {

	ZmqHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "zmqHealthIndicator", "zmqHealthContributor" })
	ZmqHealthContributor zmqHealthContributor(ManagedSockets sockets, ZapSupervisor authentication,
			HardenedContext context, GuardedThreads threads, SocketKeys keys, CurveCrypto crypto, CurveKeys curveKeys,
			ClientAuthorizer authorizer, ObjectProvider<ListenerSockets> listeners, ZmqProxies proxies,
			ZmqHealthProperties properties, ZmqSecureProperties secureProperties) {
		check("queue-full-for", properties.getQueueFullFor(), "Choose how long a queue may be full, such as 10s.");
		check("absent-for", properties.getAbsentFor(),
				"Choose how long a socket may be without a connection, such as 10s.");
		checkRequired(properties.getRequireConnection(), sockets);
		ListenerSockets listenerSockets = listeners.getIfAvailable();
		Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
		for (ManagedSocket socket : sockets.getAll()) {
			boolean required = properties.getRequireConnection().contains(socket.getName());
			indicators.put(socket.getName(), new ZmqSocketHealthIndicator(socket, keys, authorizer, listenerSockets,
					properties.getQueueFullFor(), (required) ? new ConnectionRequirement(properties.getAbsentFor(),
							new Status(properties.getAbsentStatus().name())) : null));
		}
		Map<String, HealthIndicator> proxyIndicators = new LinkedHashMap<>();
		proxies.getAll()
			.forEach((proxy) -> proxyIndicators.put(proxy.getSettings().name(),
					new ZmqProxyHealthIndicator(proxy, properties.getQueueFullFor())));
		return new ZmqHealthContributor(new ZmqHealthIndicator(sockets, authentication, context, threads, crypto,
				curveKeys, secureProperties.getKeyExpiryWarning()), indicators, proxyIndicators);
	}

	private static void check(String property, Duration duration, String action) {
		if (duration.isNegative()) {
			throw new ZmqConfigurationException("management.health.zmq." + property, duration,
					"It must not be less than zero.", action);
		}
	}

	private static void checkRequired(List<String> required, ManagedSockets sockets) {
		Set<String> names = sockets.getAll().stream().map(ManagedSocket::getName).collect(Collectors.toSet());
		for (String name : required) {
			if (!names.contains(name)) {
				throw new ZmqConfigurationException("management.health.zmq.require-connection", name,
						"There is no socket of that name.",
						"Name one that stands under 'zmq.secure.sockets', or remove it.");
			}
		}
	}

}
