// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointLookup;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.endpoint.InvalidEndpointException;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketBindException;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.ZMQ;

/**
 * What a socket is to connect to, and what its names stand for, which outlives the ZeroMQ
 * socket. Thread-safe.
 */
class ServerEndpoints {

	private final String name;

	private final SecureSocketFactory factory;

	private final List<Endpoint> endpoints;

	private final List<EndpointLookup> lookups;

	ServerEndpoints(SocketSettings settings, SecureSocketFactory factory, EndpointResolver resolver) {
		this.name = settings.name();
		this.factory = factory;
		this.endpoints = settings.connect().stream().map((endpoint) -> parse(this.name, endpoint)).toList();
		this.lookups = this.endpoints.stream()
			.distinct()
			.filter((endpoint) -> !endpoint.isLiteral())
			.map(resolver::lookup)
			.toList();
	}

	private static Endpoint parse(String name, String endpoint) {
		try {
			return Endpoint.parse(endpoint);
		}
		catch (InvalidEndpointException ex) {
			throw new SocketBindException(name, "connect", endpoint, String.valueOf(ex.getMessage()), ex);
		}
	}

	List<Endpoint> all() {
		return this.endpoints;
	}

	/**
	 * Return what the endpoints with names stand for.
	 */
	List<EndpointLookup> lookups() {
		return this.lookups;
	}

	/**
	 * Return the endpoints of which no address is known yet, and what the last question
	 * came to.
	 */
	Map<String, String> unresolved() {
		Map<String, String> unresolved = new LinkedHashMap<>();
		for (EndpointLookup lookup : this.lookups) {
			if (lookup.getAddresses().isEmpty()) {
				String problem = lookup.getProblem();
				unresolved.put(lookup.getEndpoint().toString(), (problem != null) ? problem : "asked");
			}
		}
		return unresolved;
	}

	void start(Runnable listener) {
		this.lookups.forEach((lookup) -> lookup.start(listener));
	}

	void stop() {
		this.lookups.forEach(EndpointLookup::stop);
	}

	void checkConnect(Endpoint endpoint, Endpoint address) {
		this.factory.checkConnect(this.name, endpoint.toString(), address.text());
	}

	void connect(ZMQ.Socket socket, Endpoint endpoint, Endpoint address) {
		this.factory.connect(this.name, socket, endpoint.toString(), address.text());
	}

}
