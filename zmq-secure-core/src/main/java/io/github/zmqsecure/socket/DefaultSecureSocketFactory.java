// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.endpoint.UnresolvableEndpointException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * Default {@link SecureSocketFactory}. A CURVE server is made only while the ZAP handler
 * answers, since JeroMQ lets everybody in where there is none.
 *
 * @since 0.1.0
 */
public class DefaultSecureSocketFactory implements SecureSocketFactory {

	private final Supplier<ZContext> contexts;

	private final EndpointResolver resolver;

	private final BooleanSupplier authenticating;

	private final SocketConfigurer configurer;

	private final EndpointBinder binder;

	private final Map<String, SocketSettings> settings;

	/**
	 * Create a factory.
	 * @param contexts hands out the context of all sockets, which is asked for each
	 * socket
	 * @param keys the keys of sockets
	 * @param endpoints which endpoints may be bound and connected
	 * @param resolver resolves names for sockets that their users own
	 * @param plaintext what sockets without CURVE may do
	 * @param authenticating whether the ZAP handler of the context answers
	 * @param channels opens the listeners
	 * @param customizers applied to each socket, in order
	 * @param settings the settings of all sockets
	 */
	public DefaultSecureSocketFactory(Supplier<ZContext> contexts, SocketKeys keys, EndpointPolicy endpoints,
			EndpointResolver resolver, PlaintextPolicy plaintext, BooleanSupplier authenticating,
			ListenerChannels channels, List<SocketCustomizer> customizers, List<SocketSettings> settings) {
		this.contexts = contexts;
		this.resolver = resolver;
		this.authenticating = authenticating;
		this.configurer = new SocketConfigurer(keys, channels, customizers);
		this.binder = new EndpointBinder(endpoints, plaintext, channels, this.configurer);
		Map<String, SocketSettings> byName = new LinkedHashMap<>();
		settings.forEach((each) -> byName.put(each.name(), each));
		this.settings = byName;
	}

	@Override
	public Set<String> getNames() {
		return Set.copyOf(this.settings.keySet());
	}

	@Override
	public SocketSettings getSettings(String name) {
		SocketSettings settings = this.settings.get(name);
		if (settings == null) {
			throw new ZmqSecureException("There is no socket '" + name + "'. Known sockets: " + this.settings.keySet()
					+ ". Add it under 'zmq.secure.sockets'.");
		}
		return settings;
	}

	@Override
	public ZMQ.Socket create(String name) {
		return create(getSettings(name));
	}

	@Override
	public Consumer<ZMQ.Socket> configurer(String name) {
		SocketSettings settings = getSettings(name);
		return (socket) -> {
			assertOurContext(settings, socket);
			configure(settings, socket);
		};
	}

	@Override
	public ZMQ.Socket open(String name) {
		SocketSettings settings = getSettings(name);
		ZMQ.Socket socket = openSocket(name).socket();
		try {
			settings.names().forEach((endpoint) -> connectToName(settings, socket, endpoint));
			return socket;
		}
		catch (RuntimeException | Error ex) {
			socket.setLinger(0);
			socket.close();
			throw ex;
		}
	}

	@Override
	public OpenSocket openSocket(String name) {
		return openSocket(name, List.of());
	}

	@Override
	public OpenSocket openSocket(String name, List<String> formerlyBound) {
		SocketSettings settings = getSettings(name).withPortsOf(formerlyBound);
		ZMQ.Socket socket = create(settings);
		try {
			return open(settings, socket);
		}
		catch (RuntimeException | Error ex) {
			socket.setLinger(0);
			socket.close();
			throw ex;
		}
	}

	@Override
	public void refreshKeys(String name, ZMQ.Socket socket) {
		SocketSettings settings = getSettings(name);
		if (settings.security().mechanism() == Mechanism.CURVE) {
			this.configurer.applyCurve(settings, socket);
			this.configurer.assertSecured(settings, socket);
		}
	}

	private ZMQ.Socket create(SocketSettings settings) {
		ZMQ.Socket socket = this.contexts.get().createSocket(settings.type());
		try {
			configure(settings, socket);
			return socket;
		}
		catch (RuntimeException | Error ex) {
			socket.close();
			throw ex;
		}
	}

	private void configure(SocketSettings settings, ZMQ.Socket socket) {
		Assert.isTrue(socket.getSocketType() == settings.type(), () -> "Socket '" + settings.name()
				+ "' is configured as " + settings.type() + " but is a " + socket.getSocketType());
		this.configurer.configure(settings, socket);
		assertAuthenticating(settings);
	}

	private void assertOurContext(SocketSettings settings, ZMQ.Socket socket) {
		try (ZMQ.Socket ours = this.contexts.get().createSocket(SocketType.PAIR)) {
			if (ours.getCtx() != socket.getCtx()) {
				throw new ZmqSecureException("The socket that is to become '" + settings.name()
						+ "' was made on another context, where no ZAP handler asks who connects. "
						+ "Make it on the ZContext bean.");
			}
		}
	}

	private OpenSocket open(SocketSettings settings, ZMQ.Socket socket) {
		List<String> bound = new ArrayList<>();
		Map<String, String> connected = new LinkedHashMap<>();
		settings.subscriptions().forEach(socket::subscribe);
		for (String endpoint : settings.bind()) {
			assertAuthenticating(settings);
			bound.add(this.binder.bind(settings, socket, endpoint));
		}
		for (String endpoint : settings.connect()) {
			String canonical = this.binder.checkConnect(settings, endpoint);
			if (Endpoint.parse(canonical).isLiteral()) {
				this.binder.connect(settings, socket, endpoint, canonical);
				connected.put(socket.getLastEndpoint(), canonical);
			}
		}
		return new OpenSocket(socket, bound, connected);
	}

	private void assertAuthenticating(SocketSettings settings) {
		if (settings.security().isCurveServer() && !this.authenticating.getAsBoolean()) {
			throw new ZmqSecureException("Socket '" + settings.name()
					+ "' is a CURVE server, but no ZAP handler answers on its context, so it would let everybody in");
		}
	}

	@Override
	public void checkConnect(String name, String endpoint, String address) {
		this.binder.checkConnect(getSettings(name), Endpoint.parse(endpoint), address);
	}

	@Override
	public void connect(String name, ZMQ.Socket socket, String endpoint, String address) {
		connect(getSettings(name), socket, Endpoint.parse(endpoint), address);
	}

	private void connect(SocketSettings settings, ZMQ.Socket socket, Endpoint endpoint, String address) {
		this.binder.checkConnect(settings, endpoint, address);
		this.binder.connect(settings, socket, endpoint.text(), address);
	}

	private void connectToName(SocketSettings settings, ZMQ.Socket socket, Endpoint endpoint) {
		try {
			List<Endpoint> addresses = this.resolver.resolve(endpoint);
			boolean all = settings.resolve() == ResolveMode.ALL;
			addresses.subList(0, all ? addresses.size() : 1)
				.forEach((each) -> connect(settings, socket, endpoint, each.text()));
		}
		catch (UnresolvableEndpointException ex) {
			throw new SocketBindException(settings.name(), "connect", endpoint.text(), String.valueOf(ex.getMessage()),
					ex);
		}
	}

}
