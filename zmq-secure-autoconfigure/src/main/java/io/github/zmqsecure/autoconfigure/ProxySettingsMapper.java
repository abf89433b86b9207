// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.proxy.ProxyPattern;
import io.github.zmqsecure.proxy.ZmqProxySettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Maps {@link ZmqProxyProperties} to {@link ZmqProxySettings}, and refuses what is
 * incomplete or contradicts itself.
 */
class ProxySettingsMapper {

	private final ZmqSecureProperties properties;

	/** Which proxy has a socket, and as what. */
	private final Map<String, String> taken = new HashMap<>();

	ProxySettingsMapper(ZmqSecureProperties properties) {
		this.properties = properties;
	}

	List<ZmqProxySettings> map() {
		List<ZmqProxySettings> settings = new ArrayList<>();
		this.properties.getProxies().forEach((name, proxy) -> settings.add(map(name, proxy)));
		return settings;
	}

	ZmqProxySettings map(String name, ZmqProxyProperties proxy) {
		String prefix = "zmq.secure.proxies." + name + ".";
		String frontend = required(prefix + "frontend", proxy.getFrontend());
		String backend = required(prefix + "backend", proxy.getBackend());
		SocketType frontendType = typeOf(prefix + "frontend", frontend);
		SocketType backendType = typeOf(prefix + "backend", backend);
		take(prefix + "frontend", frontend);
		take(prefix + "backend", backend);
		checkPattern(prefix, frontendType, backend, backendType);
		String capture = proxy.getCapture();
		if (capture != null) {
			checkCapture(prefix + "capture", capture);
			take(prefix + "capture", capture);
		}
		return new ZmqProxySettings(name, frontend, backend, capture);
	}

	private static String required(String property, @Nullable String socket) {
		if (socket == null) {
			throw new ZmqConfigurationException(property, null, "A proxy has a frontend and a backend.",
					"Add the name of a socket.");
		}
		return socket;
	}

	private SocketType typeOf(String property, String socket) {
		Map<String, ZmqSocketProperties> sockets = this.properties.getSockets();
		ZmqSocketProperties found = sockets.get(socket);
		if (found == null) {
			throw UnknownName.of(property, socket, "socket", "sockets", sockets.keySet());
		}
		return SocketSettingsMapper.typeOf("zmq.secure.sockets." + socket, found);
	}

	private static void checkPattern(String prefix, SocketType frontendType, String backend, SocketType backendType) {
		if (ProxyPattern.of(frontendType, backendType).isPresent()) {
			return;
		}
		boolean reversed = ProxyPattern.of(backendType, frontendType).isPresent();
		throw new ZmqConfigurationException(prefix + "backend", backend,
				"Its type is " + backendType + ", which does not fit a frontend of type " + frontendType + ".",
				(reversed) ? "Exchange frontend and backend."
						: "Choose sockets whose types fit: " + ProxyPattern.describe() + ".");
	}

	private void checkCapture(String property, String socket) {
		SocketType type = typeOf(property, socket);
		if (!ProxyPattern.canCapture(type)) {
			throw new ZmqConfigurationException(property, socket,
					"Its type is " + type + ", which does not send to whoever is there.",
					"Name a socket of type PUB, PUSH, PAIR or DEALER.");
		}
	}

	private void take(String property, String socket) {
		String other = this.taken.putIfAbsent(socket, property);
		if (other != null) {
			throw new ZmqConfigurationException(property, socket, "The socket is the one of '" + other + "' already.",
					"Name another socket: each has one place in one proxy.");
		}
	}

}
