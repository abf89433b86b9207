// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ManagedSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The proxies of an application, by name. They start when the sockets are open, and take
 * nothing more from their frontends before the sockets close. Thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqProxies implements SmartLifecycle {

	private final Map<String, ZmqProxy> proxies;

	private volatile boolean running;

	/**
	 * Create the proxies, to which their sockets belong from now on.
	 * @param sockets the sockets
	 * @param settings which of them each proxy connects
	 * @throws IllegalArgumentException if their types don't fit
	 * @throws IllegalStateException if one of them is another's
	 */
	public ZmqProxies(ManagedSockets sockets, Collection<ZmqProxySettings> settings) {
		Map<String, ZmqProxy> proxies = new LinkedHashMap<>();
		settings.forEach((each) -> proxies.put(each.name(), new ZmqProxy(each, sockets)));
		this.proxies = Collections.unmodifiableMap(proxies);
	}

	/**
	 * Return a proxy.
	 * @param name the name under {@code zmq.secure.proxies}
	 * @return the proxy
	 * @throws ZmqSecureException if there is none
	 */
	public ZmqProxy get(String name) {
		ZmqProxy proxy = find(name);
		if (proxy == null) {
			throw new ZmqSecureException("There is no proxy '" + name + "'. Known proxies: " + this.proxies.keySet()
					+ ". Add it under 'zmq.secure.proxies'.");
		}
		return proxy;
	}

	/**
	 * Return a proxy if it is there.
	 * @param name the name under {@code zmq.secure.proxies}
	 * @return the proxy, {@code null} if there is none
	 */
	public @Nullable ZmqProxy find(String name) {
		return this.proxies.get(name);
	}

	/**
	 * Return all proxies.
	 * @return the proxies
	 */
	public Collection<ZmqProxy> getAll() {
		return this.proxies.values();
	}

	@Override
	public void start() {
		this.running = true;
		getAll().forEach(ZmqProxy::start);
	}

	@Override
	public void stop() {
		this.running = false;
		getAll().forEach(ZmqProxy::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
