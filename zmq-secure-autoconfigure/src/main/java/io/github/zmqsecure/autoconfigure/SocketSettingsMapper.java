// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.ResolveMode;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.zeromq.SocketType;

/**
 * Maps {@link ZmqSocketProperties} to {@link SocketSettings}, and refuses what is
 * incomplete or contradicts itself.
 */
class SocketSettingsMapper {

	/** As many as addresses of a name. */
	static final int MOST_ENDPOINTS = 256;

	private final ZmqSecureProperties properties;

	private final SocketSecurityMapper security;

	SocketSettingsMapper(ZmqSecureProperties properties, CurveKeys keys) {
		this(properties, new SocketSecurityMapper(keys, properties, false));
	}

	private SocketSettingsMapper(ZmqSecureProperties properties, SocketSecurityMapper security) {
		this.properties = properties;
		this.security = security;
	}

	/**
	 * Return a mapper for keys of which those of clients may have been removed.
	 */
	static SocketSettingsMapper forReload(ZmqSecureProperties properties, CurveKeys keys) {
		return new SocketSettingsMapper(properties, new SocketSecurityMapper(keys, properties, true));
	}

	List<SocketSettings> map() {
		List<SocketSettings> settings = new ArrayList<>();
		this.properties.getSockets().forEach((name, socket) -> settings.add(map(name, socket)));
		checkDistinct(settings);
		return settings;
	}

	/**
	 * Refuse an endpoint that two sockets bind to, or one of them twice.
	 * @param settings the settings of all sockets
	 * @throws ZmqConfigurationException if there is such an endpoint
	 */
	static void checkDistinct(Collection<SocketSettings> settings) {
		Map<String, String> bound = new HashMap<>();
		for (SocketSettings each : settings) {
			for (String endpoint : each.bind()) {
				String other = endpoint.endsWith(":*") ? null : bound.put(endpoint, each.name());
				if (other != null) {
					throw new ZmqConfigurationException("zmq.secure.sockets." + each.name() + ".bind", endpoint,
							(other.equals(each.name())) ? "It is there twice."
									: "Socket '" + other + "' binds to it as well.",
							"Remove one of the two, or choose another port or name for it.");
				}
			}
		}
	}

	SocketSettings map(String name, ZmqSocketProperties socket) {
		SocketOptions defaults = SocketOptionsMapper.defaults("zmq.secure.defaults", this.properties.getDefaults());
		return map(name, "zmq.secure.sockets." + name, socket, defaults);
	}

	private SocketSettings map(String name, String prefix, ZmqSocketProperties socket, SocketOptions defaults) {
		SocketType type = typeOf(prefix, socket);
		if (socket.getBind().isEmpty() && socket.getConnect().isEmpty()) {
			throw new ZmqConfigurationException(prefix, null, "The socket has no peers: it neither binds nor connects.",
					"Add 'bind' or 'connect' with an endpoint such as 'tcp://127.0.0.1:5555'.");
		}
		if (socket.getConnect().size() > MOST_ENDPOINTS) {
			throw new ZmqConfigurationException(
					prefix + ".connect", null, "The socket has " + socket.getConnect().size()
							+ " endpoints to connect to, and " + MOST_ENDPOINTS + " is the most.",
					"Spread them over several sockets.");
		}
		if (!socket.getSubscribe().isEmpty() && type != SocketType.SUB) {
			throw new ZmqConfigurationException(prefix + ".subscribe", socket.getSubscribe(),
					"A socket of type " + type + " does not subscribe.", "Remove it, or make the socket a SUB.");
		}
		Integer capacity = socket.getQueueCapacity();
		if (capacity != null) {
			Bounds.atLeast(prefix + ".queue-capacity", capacity, 1,
					"Choose how many messages may wait for the socket.");
		}
		SocketOptions options = SocketOptionsMapper.of(prefix + ".options", socket.getOptions(), type, defaults);
		checkHeaders(prefix, type, socket, options);
		SocketSettings settings = new SocketSettings(name, type, socket.getBind(), socket.getConnect(),
				socket.getSubscribe(), socket.getResolve(), this.security.map(prefix, type, socket), options);
		checkImmediate(prefix, settings);
		if (settings.resolve() == ResolveMode.ALL && SocketTraits.hasOnePeer(type)) {
			throw new ZmqConfigurationException(prefix + ".resolve", "all",
					"A socket of type " + type + " has one peer at most.", "Remove it, or set it to 'first'.");
		}
		return settings;
	}

	private static void checkImmediate(String prefix, SocketSettings settings) {
		Boolean immediate = settings.options().get(SocketOption.IMMEDIATE, Boolean.class);
		if (settings.isImmediate() && Boolean.FALSE.equals(immediate)) {
			throw new ZmqConfigurationException(prefix + ".options.immediate", false,
					"The socket would also know peers that are not connected and authenticated: it has several endpoints "
							+ "that take turns, or only receives.",
					"Remove it, or set it to true: messages then wait in the outbound queue until a peer is there.");
		}
	}

	private static void checkHeaders(String prefix, SocketType type, ZmqSocketProperties socket,
			SocketOptions options) {
		boolean conflates = options.isEnabled(SocketOption.CONFLATE, type);
		if (socket.getHeaders() == HeaderMode.TRUE && conflates) {
			throw new ZmqConfigurationException(prefix + ".headers", true,
					"A socket with the option 'conflate' keeps only one frame of a message, so headers would be lost.",
					"Remove one of the two. Listeners can conflate whole messages: '@ZmqListener(conflate = \"true\")'.");
		}
		if (socket.isSequence() && !SocketTraits.publishes(type)) {
			throw new ZmqConfigurationException(prefix + ".sequence", true,
					"A socket of type " + type + " has no topics whose messages could be numbered.",
					"Remove it; subscribers check the numbers by themselves.");
		}
		if (socket.isSequence() && (socket.getHeaders() == HeaderMode.FALSE || conflates)) {
			throw new ZmqConfigurationException(prefix + ".sequence", true,
					"Sequence numbers travel in the header frame, and the socket has none.",
					"Remove 'headers: false'" + (conflates ? " and the option 'conflate'." : "."));
		}
	}

	static SocketType typeOf(String prefix, ZmqSocketProperties socket) {
		SocketType type = socket.getType();
		if (type == null) {
			throw new ZmqConfigurationException(prefix + ".type", null, "The type of the socket is missing.",
					"Add 'type', such as 'router' or 'dealer'.");
		}
		if (!SocketTraits.isSupported(type)) {
			throw new ZmqConfigurationException(prefix + ".type", type,
					"Sockets of this type don't speak ZMTP, so they can't be secured.",
					"Choose another type, such as 'router' or 'pull'.");
		}
		return type;
	}

}
