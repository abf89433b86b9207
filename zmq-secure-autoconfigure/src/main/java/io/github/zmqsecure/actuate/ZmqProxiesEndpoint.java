// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.actuate.ZmqEndpoint.UnknownDescriptor;
import io.github.zmqsecure.proxy.ZmqProxies;
import io.github.zmqsecure.proxy.ZmqProxy;
import io.github.zmqsecure.proxy.ZmqProxySettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@link Endpoint @Endpoint} that shows the proxies, and that can pause and resume them.
 * Read-only unless {@code management.endpoint.zmqproxies.access} is {@code unrestricted}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "zmqproxies", defaultAccess = Access.READ_ONLY)
public class ZmqProxiesEndpoint {

	private static final Log logger = LogFactory.getLog(ZmqProxiesEndpoint.class);

	private final ZmqProxies proxies;

	/**
	 * Create the endpoint.
	 * @param proxies the proxies
	 */
	public ZmqProxiesEndpoint(ZmqProxies proxies) {
		this.proxies = proxies;
	}

	/**
	 * Describe all proxies.
	 * @return the descriptions by name
	 */
	@ReadOperation
	public Map<String, ProxyDescriptor> proxies() {
		Map<String, ProxyDescriptor> described = new LinkedHashMap<>();
		this.proxies.getAll().forEach((proxy) -> described.put(proxy.getSettings().name(), describe(proxy)));
		return described;
	}

	/**
	 * Describe one proxy.
	 * @param name the name of the proxy
	 * @return the description, {@code null} if there is no such proxy
	 */
	@ReadOperation
	public @Nullable ProxyDescriptor proxy(@Selector String name) {
		ZmqProxy proxy = this.proxies.find(name);
		return (proxy != null) ? describe(proxy) : null;
	}

	/**
	 * Pause or resume a proxy. Since there is a parameter beside the path, the request
	 * must be JSON, which no page of another origin can send unasked.
	 * @param name the name of the proxy
	 * @param paused whether to pause it
	 * @return a {@link ProxyDescriptor}, or with status 404 an {@link UnknownDescriptor}
	 * if there is no such proxy
	 */
	@WriteOperation
	public WebEndpointResponse<?> pause(@Selector String name, boolean paused) {
		ZmqProxy proxy = this.proxies.find(name);
		if (proxy == null) {
			return new WebEndpointResponse<>(UnknownDescriptor.of("There is no such proxy", name, proxies().keySet()),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (paused) {
			proxy.pause();
		}
		else {
			proxy.resume();
		}
		logger.info("Proxy '" + Printable.of(name) + "' was " + ((paused) ? "paused" : "resumed") + " on request");
		return new WebEndpointResponse<>(describe(proxy));
	}

	private static ProxyDescriptor describe(ZmqProxy proxy) {
		ZmqProxySettings settings = proxy.getSettings();
		return new ProxyDescriptor(settings.frontend(), settings.backend(), settings.capture(), proxy.getState(),
				proxy.getForwarded(), proxy.getReturned(), proxy.getCaptured(), proxy.getSubscriptions(),
				proxy.getHeldFor().toMillis(), proxy.getRepliesHeldFor().toMillis());
	}

	/**
	 * Description of a proxy.
	 *
	 * @param frontend the name of its frontend
	 * @param backend the name of its backend
	 * @param capture the name of the socket that captures, if there is one
	 * @param state whether it passes messages on
	 * @param forwarded messages that the backend was given
	 * @param returned replies that the frontend was given
	 * @param captured messages that the socket that captures was given
	 * @param subscriptions topics that subscribers of the backend subscribe to
	 * @param heldForMillis how long the frontend has not been read since the backend has
	 * no room
	 * @param repliesHeldForMillis how long the backend has not been read since the
	 * frontend has no room for replies
	 */
	public record ProxyDescriptor(String frontend, String backend, @Nullable String capture, ZmqProxy.State state,
			long forwarded, long returned, long captured, int subscriptions, long heldForMillis,
			long repliesHeldForMillis) {

	}

}
