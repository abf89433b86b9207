// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointLookup;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.ResolveMode;
import io.github.zmqsecure.socket.SocketSettings;

/**
 * Keeps a socket connected with the servers that its endpoints stand for: those that
 * JeroMQ gave up are connected anew, and those with names follow what their names stand
 * for. A connection that lives is never given up for another address. Names that stand
 * for the same address share one connection. For the owner thread only, unless it says
 * otherwise.
 */
class ServerConnections {

	private final ServerEndpoints targets;

	private final SocketConnections connections;

	private final OwnedSocket socket;

	private final PermittedAddresses permitted;

	private final ServerAddresses connected;

	private final Reconnector reconnector;

	private final boolean all;

	private final Map<String, Server> servers = new LinkedHashMap<>();

	/** The endpoints as configured by what the tracker of connections knows them as. */
	private volatile Map<String, Endpoint> endpoints = Map.of();

	private volatile boolean changed = true;

	ServerConnections(SocketSettings settings, ServerEndpoints targets, SocketConnections connections, OpenSocket open,
			OwnedSocket socket) {
		this.targets = targets;
		this.connections = connections;
		this.socket = socket;
		this.permitted = new PermittedAddresses(settings.name(), targets);
		this.connected = new ServerAddresses(socket);
		this.all = settings.resolve() == ResolveMode.ALL;
		this.reconnector = Reconnector.of(settings, this::disconnect, this::connect);
		open.connected().forEach((address, endpoint) -> {
			Endpoint literal = Endpoint.parse(endpoint);
			Server server = new Server(literal, literal, null);
			server.eventAddress = address;
			this.connected.connected(server);
			this.servers.put(endpoint, server);
		});
		publish();
	}

	/**
	 * Take note that connections came or went, or that names came to stand for something
	 * else. Thread-safe; wakes nobody.
	 */
	void changed() {
		this.changed = true;
	}

	/**
	 * Do what is to be done by now.
	 * @param leaving tells whether the socket is to be closed, so that the rest is left
	 */
	void update(BooleanSupplier leaving) {
		if (this.changed) {
			this.changed = false;
			Set<String> established = this.connections.getConnectedEndpoints();
			List<EndpointLookup> lookups = this.targets.lookups();
			lookups.forEach((lookup) -> update(lookup, established));
			if (!lookups.isEmpty()) {
				publish();
			}
		}
		this.reconnector.retry(leaving);
	}

	/**
	 * Connect anew to what JeroMQ has given up, or to the next of its addresses. So do
	 * all that share the address.
	 */
	void abandoned(String name) {
		Server server = this.servers.get(name);
		if (server == null || (this.connected.isTried(server) && isSpared(name, server))) {
			return;
		}
		Map<String, Server> sharing = sharing(server);
		this.connected.disconnect(server);
		sharing.forEach(this::renew);
	}

	/**
	 * Whether an endpoint is left to JeroMQ that was taken for abandoned too early.
	 */
	private boolean isSpared(String name, Server server) {
		return this.connections.getConnectedEndpoints().contains(name)
				|| (!isMovable(server) && this.connections.spare(server.eventAddress()));
	}

	private void renew(String name, Server server) {
		EndpointLookup lookup = server.lookup;
		if (lookup != null) {
			List<Endpoint> addresses = this.permitted.of(lookup);
			if (addresses.isEmpty() || (this.all && !addresses.contains(server.address))) {
				drop(name);
				return;
			}
			if (!this.all) {
				server.next = addresses.get((addresses.indexOf(server.address) + 1) % addresses.size());
			}
		}
		this.reconnector.reconnect(name);
	}

	/**
	 * Return whether there is something that only time tells.
	 */
	boolean isBusy() {
		return this.reconnector.isBusy();
	}

	/**
	 * Return what can't be connected to. Thread-safe.
	 * @return what is wrong by endpoint
	 */
	Map<String, String> getProblems() {
		Map<String, String> problems = new HashMap<>(this.reconnector.getProblems());
		problems.putAll(this.permitted.getProblems());
		return problems;
	}

	/**
	 * Return the endpoints as configured of which an address is among the given ones.
	 * Thread-safe.
	 */
	Set<Endpoint> endpointsOf(Collection<String> names) {
		Set<Endpoint> found = new HashSet<>();
		this.endpoints.forEach((name, endpoint) -> {
			if (names.contains(name)) {
				found.add(endpoint);
			}
		});
		return found;
	}

	/**
	 * Return whether all that the socket connects to is among the given names.
	 * Thread-safe.
	 */
	boolean isEach(Collection<String> names) {
		Map<String, Endpoint> endpoints = this.endpoints;
		return names.containsAll(endpoints.keySet()) && endpoints.values().containsAll(this.targets.all());
	}

	private void update(EndpointLookup lookup, Set<String> established) {
		List<Endpoint> addresses = this.permitted.of(lookup);
		boolean complete = (this.all || addresses.isEmpty()) ? followAll(lookup, addresses, established)
				: followFirst(lookup, addresses, established);
		if (complete) {
			lookup.settled();
		}
		else {
			lookup.unsettled();
		}
	}

	private boolean followAll(EndpointLookup lookup, List<Endpoint> addresses, Set<String> established) {
		Map<String, Endpoint> wanted = new LinkedHashMap<>();
		addresses.forEach((address) -> wanted.put(Server.nameOf(lookup.getEndpoint(), address), address));
		wanted.forEach((name, address) -> {
			if (!this.servers.containsKey(name)) {
				add(name, address, lookup);
			}
		});
		Map.copyOf(this.servers).forEach((name, server) -> {
			if (server.lookup == lookup && !wanted.containsKey(name) && !established.contains(name)) {
				drop(name);
			}
		});
		return !wanted.isEmpty() && established.containsAll(wanted.keySet());
	}

	private boolean followFirst(EndpointLookup lookup, List<Endpoint> addresses, Set<String> established) {
		String name = lookup.getEndpoint().toString();
		Server server = this.servers.get(name);
		if (server == null) {
			add(name, addresses.get(0), lookup);
			return false;
		}
		boolean connected = established.contains(name);
		Endpoint next = server.next;
		if (!connected && !addresses.contains((next != null) ? next : server.address)) {
			server.next = addresses.get(0);
			this.reconnector.reconnect(name);
		}
		return connected;
	}

	private void add(String name, Endpoint address, EndpointLookup lookup) {
		this.servers.put(name, new Server(lookup.getEndpoint(), address, lookup));
		this.reconnector.reconnect(name);
	}

	private BooleanSupplier disconnect(String name) {
		Server server = this.servers.get(name);
		if (server == null || (this.connected.isConnected(server) && sharing(server).size() > 1)) {
			return () -> true;
		}
		return this.connected.disconnect(server);
	}

	/**
	 * Return the servers that have the address of the given one, which is among them.
	 */
	private Map<String, Server> sharing(Server server) {
		String address = server.eventAddress();
		Map<String, Server> sharing = new LinkedHashMap<>();
		this.servers.forEach((name, each) -> {
			if (each.eventAddress().equals(address)) {
				sharing.put(name, each);
			}
		});
		return sharing;
	}

	private void connect(String name) {
		Server server = this.servers.get(name);
		if (server == null) {
			return;
		}
		Endpoint next = server.next;
		if (next != null) {
			server.address = next;
			server.next = null;
			server.eventAddress = null;
			publish();
		}
		if (this.connected.isConnected(server)) {
			this.targets.checkConnect(server.endpoint, server.address);
			return;
		}
		this.targets.connect(this.socket.socket(), server.endpoint, server.address);
		this.connected.connected(server);
	}

	private void drop(String name) {
		disconnect(name);
		this.reconnector.forget(name);
		this.servers.remove(name);
		publish();
	}

	private boolean isMovable(Server server) {
		return !this.all && server.lookup != null && server.lookup.getAddresses().size() > 1;
	}

	private void publish() {
		Map<String, Set<String>> byAddress = new HashMap<>();
		Map<String, Endpoint> endpoints = new HashMap<>();
		Set<String> movable = new HashSet<>();
		this.servers.forEach((name, server) -> {
			byAddress.computeIfAbsent(server.eventAddress(), (address) -> new TreeSet<>()).add(name);
			endpoints.put(name, server.endpoint);
			if (isMovable(server)) {
				movable.add(name);
			}
		});
		this.endpoints = Map.copyOf(endpoints);
		this.connections.setEndpoints(byAddress, movable);
	}

}
