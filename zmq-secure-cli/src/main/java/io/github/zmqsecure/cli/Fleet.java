// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Who talks to whom: services by name, each with its sockets. A socket either binds, or
 * connects to a socket of another service, written as {@code SERVICE/SOCKET}.
 *
 * @param services the services by name, in the order of the file
 */
record Fleet(Map<String, Map<String, FleetSocket>> services) {

	/**
	 * Read a fleet.
	 * @param file a YAML file
	 * @return the fleet, which is complete
	 * @throws IOException if the file can't be read
	 */
	static Fleet read(Path file) throws IOException {
		InputFile.check(file);
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (Reader reader = Files.newBufferedReader(file)) {
			Object root = new Yaml(new SafeConstructor(options)).load(reader);
			Fleet fleet = new Fleet(new LinkedHashMap<>());
			map("services", map("the file", root).get("services")).forEach((service, definition) -> {
				Map<String, FleetSocket> sockets = new LinkedHashMap<>();
				map(service + ".sockets", map(service, definition).get("sockets")).forEach((name, socket) -> sockets
					.put(name, FleetSocket.of(service + "/" + name, map(service + "/" + name, socket))));
				fleet.services.put(service, sockets);
			});
			fleet.check();
			return fleet;
		}
		catch (YAMLException ex) {
			throw new ZmqSecureException("The fleet %s is no YAML: %s".formatted(file, ex.getMessage()));
		}
	}

	/**
	 * Return the socket of another service that a socket connects to.
	 * @param target its service and name
	 * @return the socket, or {@code null} if there is none that binds
	 */
	@Nullable FleetSocket find(FleetSocket.Target target) {
		FleetSocket socket = this.services.getOrDefault(target.service(), Map.of()).get(target.socket());
		return (socket != null && socket.connectTo() == null) ? socket : null;
	}

	/**
	 * Return the services that connect to a socket.
	 * @param service its service
	 * @param name its name
	 * @return the names of the services
	 */
	Set<String> clientsOf(String service, String name) {
		Set<String> clients = new LinkedHashSet<>();
		this.services.forEach((client, sockets) -> sockets.values().forEach((socket) -> {
			FleetSocket.Target target = socket.connectTo();
			if (target != null && target.service().equals(service) && target.socket().equals(name)) {
				clients.add(client);
			}
		}));
		return clients;
	}

	private void check() {
		KeygenCommand.check(this.services.keySet());
		this.services.forEach((service, sockets) -> sockets.forEach((name, socket) -> {
			FleetSocket.Target target = socket.connectTo();
			if (target != null && find(target) == null) {
				throw new ZmqSecureException("'%s/%s' connects to '%s/%s', and there is no such socket that binds"
					.formatted(service, name, target.service(), target.socket()));
			}
			if (target == null && clientsOf(service, name).isEmpty()) {
				throw new ZmqSecureException(
						"Nobody connects to '%s/%s': add a socket with 'connect-to: %s/%s' to another service, or remove it"
							.formatted(service, name, service, name));
			}
		}));
	}

	static Map<String, Object> map(String what, @Nullable Object value) {
		if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
			throw new ZmqSecureException(
					"In the fleet, %s is no map; see 'zmq-secure keygen --help' and docs/keys.md".formatted(what));
		}
		Map<String, Object> result = new LinkedHashMap<>();
		map.forEach((key, each) -> result.put(String.valueOf(key), each));
		return result;
	}

}
