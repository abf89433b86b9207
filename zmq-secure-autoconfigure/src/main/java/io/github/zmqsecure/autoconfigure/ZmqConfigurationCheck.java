// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.endpoint.UnresolvableEndpointException;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells what a start-up would say of a configuration, by the same code and without a
 * socket. A start-up ends with the first thing that is wrong; this goes on with whatever
 * does not follow from it. What a start-up logs is logged. Immutable once made.
 *
 * @since 0.1.0
 */
public final class ZmqConfigurationCheck {

	private static final Log logger = LogFactory.getLog(ZmqConfigurationCheck.class);

	private static final String KEYS = "zmq.secure.keys.";

	private static final String PEERS = "zmq.secure.peers.";

	private final List<FailureAnalysis> failures = new ArrayList<>();

	private final Map<String, SocketSettings> sockets = new LinkedHashMap<>();

	private final Map<String, List<String>> bound = new LinkedHashMap<>();

	private final Set<String> unusable = new LinkedHashSet<>();

	private final GenericApplicationContext context;

	private ZmqSecureProperties properties = new ZmqSecureProperties();

	private CurveKeys keys = new DefaultCurveKeys(CurveKeySet.empty());

	private @Nullable AddressPolicy addresses;

	private ZmqConfigurationCheck(GenericApplicationContext context) {
		this.context = context;
	}

	/**
	 * Check a configuration.
	 * @param environment the environment that an application would have
	 * @return what a start-up would say
	 */
	public static ZmqConfigurationCheck of(ConfigurableEnvironment environment) {
		try (GenericApplicationContext context = new BindingContext(environment)) {
			context.refresh();
			ZmqConfigurationCheck check = new ZmqConfigurationCheck(context);
			check.run();
			return check;
		}
	}

	/**
	 * Return the analysis of what could not even be read as properties.
	 * @param failure what was thrown
	 * @return the analysis that a start-up would print
	 */
	public static FailureAnalysis analyze(Throwable failure) {
		return FailureAnalyses.of(failure, new GenericApplicationContext());
	}

	/**
	 * Return what stops the start-up.
	 * @return the failures, which hold no secret
	 */
	public List<FailureAnalysis> getFailures() {
		return Collections.unmodifiableList(this.failures);
	}

	/**
	 * Return the properties.
	 * @return the properties, empty if they can't be bound
	 */
	public ZmqSecureProperties getProperties() {
		return this.properties;
	}

	/**
	 * Return the keys.
	 * @return the keys without those that can't be loaded
	 */
	public CurveKeys getKeys() {
		return this.keys;
	}

	/**
	 * Return the sockets whose configuration is fine.
	 * @return the settings by name
	 */
	public Map<String, SocketSettings> getSockets() {
		return Collections.unmodifiableMap(this.sockets);
	}

	/**
	 * Return the endpoints that a socket would be bound to.
	 * @param socket the name of the socket
	 * @return the endpoints, resolved
	 */
	public List<String> getBound(String socket) {
		return this.bound.getOrDefault(socket, List.of());
	}

	/**
	 * Return which addresses may connect.
	 * @return the policy, {@code null} if it is unusable
	 */
	public @Nullable AddressPolicy getAddresses() {
		return this.addresses;
	}

	private void run() {
		ZmqSecureProperties bound = attempt(() -> this.context.getBean(ZmqSecureProperties.class));
		if (bound == null) {
			return;
		}
		this.properties = bound;
		if (!bound.isEnabled()) {
			logger.warn("'zmq.secure.enabled' is false, so that there are no sockets");
			return;
		}
		ZmqPolicyConfiguration policies = new ZmqPolicyConfiguration();
		attempt(() -> policies.zmqConnectionLimits(bound));
		attempt(() -> policies.zmqSubscriptionLimits(bound));
		attempt(() -> policies.zmqMemoryBudget(bound));
		this.addresses = attempt(() -> policies.zmqAddressPolicy(bound));
		EndpointPolicy endpoints = attempt(() -> policies.zmqEndpointPolicy(bound));
		loadKeys();
		SocketSettingsMapper mapper = new SocketSettingsMapper(this.properties, this.keys);
		this.properties.getSockets().forEach((name, socket) -> {
			boolean follows = this.unusable.contains(String.valueOf(socket.getKey()))
					|| this.unusable.contains(String.valueOf(socket.getServer()))
					|| socket.getClients().stream().anyMatch(this.unusable::contains);
			SocketSettings settings = (follows) ? null : attempt(() -> mapper.map(name, socket));
			if (settings != null) {
				this.sockets.put(name, settings);
				if (endpoints != null) {
					resolve(settings, endpoints);
				}
			}
		});
		attempt(() -> {
			SocketSettingsMapper.checkDistinct(this.sockets.values());
			return null;
		});
		ProxySettingsMapper proxies = new ProxySettingsMapper(this.properties);
		this.properties.getProxies().forEach((name, proxy) -> attempt(() -> proxies.map(name, proxy)));
	}

	/**
	 * As often as there are keys that can't be loaded, without those found before.
	 */
	private void loadKeys() {
		int rest = this.properties.getKeys().size() + this.properties.getPeers().size() + 1;
		for (int i = 0; i < rest; i++) {
			try {
				CurveKeySet loaded = new CurveKeysLoader(this.properties, this.context).load();
				loaded.problems().forEach(logger::error);
				this.keys = new DefaultCurveKeys(loaded);
				return;
			}
			catch (ZmqConfigurationException ex) {
				add(ex);
				if (!remove(this.properties.getKeys(), KEYS, ex) && !remove(this.properties.getPeers(), PEERS, ex)) {
					this.unusable.addAll(this.properties.getKeys().keySet());
					this.unusable.addAll(this.properties.getPeers().keySet());
					return;
				}
			}
		}
	}

	private boolean remove(Map<String, ?> all, String prefix, ZmqConfigurationException ex) {
		for (String name : all.keySet()) {
			String property = prefix + name;
			if (ex.getProperty().equals(property) || ex.getProperty().startsWith(property + ".")) {
				this.unusable.add(name);
				all.remove(name);
				return true;
			}
		}
		return false;
	}

	/**
	 * That a name is not known on this machine says nothing of the one it is meant for.
	 */
	private void resolve(SocketSettings settings, EndpointPolicy endpoints) {
		List<String> resolved = new ArrayList<>();
		boolean plain = settings.security().mechanism() == Mechanism.NULL;
		EndpointPolicy plaintext = this.properties.getPlaintext().endpoints();
		for (String each : settings.bind()) {
			attemptToResolve(settings, "bind", each,
					() -> resolved.add(endpoints.resolveBind((plain) ? plaintext.resolveBind(each) : each)));
		}
		for (String each : settings.connect()) {
			attemptToResolve(settings, "connect", each,
					() -> endpoints.checkConnect((plain) ? plaintext.checkConnect(each) : each));
		}
		this.bound.put(settings.name(), List.copyOf(resolved));
	}

	private void attemptToResolve(SocketSettings settings, String property, String endpoint, Runnable resolution) {
		try {
			resolution.run();
		}
		catch (UnresolvableEndpointException ex) {
			logger.warn("Socket '" + settings.name() + "': " + ex.getMessage());
		}
		catch (ZmqSecureException ex) {
			ZmqConfigurationException failure = new ZmqConfigurationException(
					"zmq.secure.sockets." + settings.name() + "." + property, endpoint, String.valueOf(ex.getMessage()),
					"Correct the endpoint, or the list.", ex);
			add(failure);
		}
	}

	/**
	 * What is wrong for all sockets, such as a default, is said once.
	 */
	private void add(RuntimeException failure) {
		FailureAnalysis analysis = FailureAnalyses.of(failure, this.context);
		if (this.failures.stream().noneMatch((each) -> each.getDescription().equals(analysis.getDescription()))) {
			this.failures.add(analysis);
		}
	}

	private <T> @Nullable T attempt(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (RuntimeException ex) {
			add(ex);
			return null;
		}
	}

}
