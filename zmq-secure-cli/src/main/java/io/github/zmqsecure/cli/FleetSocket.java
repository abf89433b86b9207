// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a fleet.
 *
 * @param bind where it binds
 * @param address how others reach it
 * @param connectTo what it connects to, {@code null} if it binds
 * @param rest whatever else is configured, such as its type
 */
record FleetSocket(List<String> bind, List<String> address, @Nullable Target connectTo, Map<String, Object> rest) {

	static FleetSocket of(String name, Map<String, Object> definition) {
		Map<String, Object> rest = new LinkedHashMap<>(definition);
		List<String> bind = list(rest.remove("bind"));
		List<String> address = list(rest.remove("address"));
		Object connectTo = rest.remove("connect-to");
		if (bind.isEmpty() == (connectTo == null)) {
			throw new ZmqSecureException(
					"The socket '%s' of the fleet has exactly one of 'bind' and 'connect-to: SERVICE/SOCKET'"
						.formatted(name));
		}
		List.of("key", "server", "clients", "connect").forEach((each) -> {
			if (rest.containsKey(each)) {
				throw new ZmqSecureException(
						"The socket '%s' of the fleet has '%s', which follows from who connects to whom; remove it"
							.formatted(name, each));
			}
		});
		for (String each : bind) {
			Endpoint endpoint = Endpoint.parse(each);
			if (address.isEmpty() && (isAnyAddress(endpoint) || endpoint.isEphemeralPort())) {
				throw new ZmqSecureException(
						"'%s' of the socket '%s' is no place to connect to; add 'address', such as tcp://orders:5555"
							.formatted(each, name));
			}
		}
		return new FleetSocket(bind, (address.isEmpty()) ? bind : address,
				(connectTo != null) ? Target.of(name, connectTo.toString()) : null, rest);
	}

	/**
	 * Return whether an endpoint stands for every address of the machine.
	 */
	static boolean isAnyAddress(Endpoint endpoint) {
		return endpoint.isWildcardHost() || (endpoint.transport() == Transport.TCP && endpoint.isLiteral()
				&& AddressRange.parseAddress(endpoint.host()).isAnyLocalAddress());
	}

	private static List<String> list(@Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		List<String> list = new ArrayList<>();
		Collection<?> values = (value instanceof Collection<?> collection) ? collection : List.of(value);
		values.forEach((each) -> list.add(String.valueOf(each)));
		return list;
	}

	/**
	 * A socket of another service.
	 *
	 * @param service the service
	 * @param socket the socket
	 */
	record Target(String service, String socket) {

		static Target of(String name, String text) {
			String[] parts = text.split("/", -1);
			if (parts.length != 2) {
				throw new ZmqSecureException(
						"'connect-to' of the socket '%s' is '%s' and not SERVICE/SOCKET".formatted(name, text));
			}
			return new Target(parts[0], parts[1]);
		}

	}

}
