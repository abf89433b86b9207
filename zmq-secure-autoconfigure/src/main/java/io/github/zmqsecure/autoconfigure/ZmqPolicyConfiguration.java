// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.ConnectionLimits;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.connection.PeerEvents;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.AllowList;
import io.github.zmqsecure.endpoint.AllowListEndpointPolicy;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.endpoint.EndpointSource;
import io.github.zmqsecure.endpoint.NameServiceEndpointSource;
import io.github.zmqsecure.jeromq.SubscriptionLimits;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryLimits;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * What sockets may do and what unauthenticated peers may take.
 */
@Configuration(proxyBeanMethods = false)
class ZmqPolicyConfiguration {

	private static final Log logger = LogFactory.getLog(ZmqPolicyConfiguration.class);

	private static final String CHOOSE_TIME = "Choose a time, such as '30s'.";

	@Bean
	@ConditionalOnMissingBean
	EndpointPolicy zmqEndpointPolicy(ZmqSecureProperties properties) {
		return new AllowListEndpointPolicy(allowList("zmq.secure.bind-allowlist", properties.getBindAllowlist()),
				allowList("zmq.secure.connect-allowlist", properties.getConnectAllowlist()));
	}

	@Bean
	@ConditionalOnMissingBean
	EndpointSource zmqNameServiceEndpointSource(ZmqSecureProperties properties) {
		DiscoveryRequirement.refuse(properties,
				"it takes Spring Cloud to know where a service is, and that is not on the class path");
		return new NameServiceEndpointSource();
	}

	@Bean
	@ConditionalOnMissingBean
	EndpointResolver zmqEndpointResolver(ZmqSecureProperties properties, EndpointSource source,
			GuardedThreads threads) {
		ZmqSecureProperties.Resolve resolve = properties.getResolve();
		Bounds.longerThanZero("zmq.secure.resolve.refresh", resolve.getRefresh(), CHOOSE_TIME);
		Bounds.longerThanZero("zmq.secure.resolve.timeout", resolve.getTimeout(), CHOOSE_TIME);
		return new EndpointResolver(source, resolve.getRefresh(), resolve.getTimeout(), threads);
	}

	@Bean
	@ConditionalOnMissingBean
	AddressPolicy zmqAddressPolicy(ZmqSecureProperties properties) {
		ZmqSecureProperties.Addresses addresses = properties.getZap().getAddresses();
		return AddressPolicy.of(ranges("zmq.secure.zap.addresses.allow", addresses.getAllow()),
				ranges("zmq.secure.zap.addresses.deny", addresses.getDeny()));
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionLimits zmqConnectionLimits(ZmqSecureProperties properties) {
		ZmqSecureProperties.Limits limits = properties.getLimits();
		checkPositive("max-connections", limits.getMaxConnections());
		checkPositive("max-connections-per-address", limits.getMaxConnectionsPerAddress());
		int maxConnectionsPerPeer = connectionsPerPeer(limits);
		checkPositive("max-connections-per-peer", maxConnectionsPerPeer);
		checkPositive("max-pending-handshakes", limits.getMaxPendingHandshakes());
		checkPositive("max-pending-handshakes-per-address", limits.getMaxPendingHandshakesPerAddress());
		checkPositive("max-handshakes-per-second", limits.getMaxHandshakesPerSecond());
		checkPositive("max-handshakes-per-second-per-address", limits.getMaxHandshakesPerSecondPerAddress());
		Duration timeout = limits.getHandshakeTimeout();
		Bounds.longerThanZero("zmq.secure.limits.handshake-timeout", timeout,
				"Choose how long a peer may take until it is authenticated.");
		return new ConnectionLimits(limits.getMaxConnections(), limits.getMaxConnectionsPerAddress(),
				maxConnectionsPerPeer, limits.getMaxPendingHandshakes(), limits.getMaxPendingHandshakesPerAddress(),
				limits.getMaxHandshakesPerSecond(), limits.getMaxHandshakesPerSecondPerAddress(), timeout);
	}

	@Bean
	@ConditionalOnMissingBean
	SubscriptionLimits zmqSubscriptionLimits(ZmqSecureProperties properties) {
		return new SubscriptionLimitsMapper(Runtime.getRuntime().maxMemory()).map(properties.getLimits());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	PeerEvents zmqPeerEvents(ApplicationEventPublisher publisher) {
		PeerEvents events = new PeerEvents();
		events.subscribe("zmq-peer-events", publisher::publishEvent);
		return events;
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionManager zmqConnectionManager(HardenedContext context, VerdictProperty verdicts, AddressPolicy addresses,
			ConnectionLimits limits, MemoryBudget memory, SubscriptionLimits subscriptions, ClientAccess access,
			SocketKeys keys, GuardedThreads threads, PeerEvents events) {
		return new ConnectionManager(context::getIoThreads, verdicts, addresses, limits, memory, subscriptions, access,
				keys, threads, events);
	}

	@Bean
	@ConditionalOnMissingBean
	MemoryBudget zmqMemoryBudget(ZmqSecureProperties properties) {
		MemoryLimits limits = new MemoryLimitsMapper(Runtime.getRuntime().maxMemory()).map(properties.getLimits());
		logger.info("The messages of all sockets may occupy " + DataSize.ofBytes(limits.total()).toKilobytes()
				+ " KB of the heap, those of one peer " + DataSize.ofBytes(limits.perPeer()).toKilobytes()
				+ " KB and those of one connection " + DataSize.ofBytes(limits.perConnection()).toKilobytes()
				+ " KB in each direction (zmq.secure.limits.max-total-bytes, max-bytes-per-peer, "
				+ "max-bytes-per-connection)");
		return new MemoryBudget(limits);
	}

	private static int connectionsPerPeer(ZmqSecureProperties.Limits limits) {
		Integer maximum = limits.getMaxConnectionsPerPeer();
		return (maximum != null) ? maximum : Math.max(1, limits.getMaxConnections() / 2);
	}

	private static void checkPositive(String name, int value) {
		Bounds.atLeast("zmq.secure.limits." + name, value, 1,
				"Choose how much a bound socket may take; a high number is as good as no limit.");
	}

	private static AllowList allowList(String property, List<String> entries) {
		try {
			return AllowList.of(entries);
		}
		catch (ZmqSecureException ex) {
			Explanation explanation = Explanation.of(ex.getMessage(),
					"Write each entry as 'tcp://HOST:PORTS' or 'inproc://*'.");
			throw new ZmqConfigurationException(property, entries, explanation.problem(), explanation.action(), ex);
		}
	}

	private static List<AddressRange> ranges(String property, List<String> entries) {
		List<AddressRange> ranges = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			try {
				ranges.add(AddressRange.parse(entries.get(i)));
			}
			catch (ZmqSecureException | IllegalArgumentException ex) {
				Explanation explanation = Explanation.of(ex.getMessage(),
						"Write an address, or a block such as '10.0.0.0/8'.");
				throw new ZmqConfigurationException(property + "[" + i + "]", entries.get(i), explanation.problem(),
						explanation.action(), ex);
			}
		}
		return ranges;
	}

}
