// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.zmqsecure.endpoint.Endpoint;
import org.zeromq.SocketType;

/**
 * Everything that makes one socket, as an immutable snapshot.
 *
 * @param name the name of the socket, which is its ZAP domain too
 * @param type the type of the socket
 * @param bind the endpoints to bind
 * @param connect the endpoints to connect to
 * @param subscriptions the prefixes that a SUB socket subscribes to
 * @param resolve to which addresses of a name it connects
 * @param security the mechanism and the keys
 * @param options the socket options
 * @since 0.1.0
 */
public record SocketSettings(String name, SocketType type, List<String> bind, List<String> connect,
		List<String> subscriptions, ResolveMode resolve, SocketSecurity security, SocketOptions options) {

	private static final Set<String> WILDCARD_PORTS = Set.of("*", "0", "!");

	public SocketSettings {
		bind = List.copyOf(bind);
		connect = List.copyOf(connect);
		subscriptions = List.copyOf(subscriptions);
	}

	/**
	 * Return how long messages may take to leave when the socket is closed.
	 * @return {@link SocketOption#LINGER}
	 */
	public Duration linger() {
		return this.options.getRequired(SocketOption.LINGER, Duration.class);
	}

	/**
	 * Return whether the socket stays inside this process.
	 * @return whether all its endpoints are {@code inproc}
	 */
	public boolean isLocal() {
		return this.bind.stream().allMatch(Endpoint::isInproc) && this.connect.stream().allMatch(Endpoint::isInproc);
	}

	/**
	 * Return whether the socket has an endpoint inside this process.
	 * @return whether one of its endpoints is {@code inproc}
	 */
	public boolean hasInproc() {
		return this.bind.stream().anyMatch(Endpoint::isInproc) || this.connect.stream().anyMatch(Endpoint::isInproc);
	}

	/**
	 * Return whether the socket connects to an endpoint that has to be resolved.
	 * @return whether one has a name
	 */
	public boolean hasNames() {
		return names().findAny().isPresent();
	}

	/**
	 * Return whether the socket connects, and either only receives or gives each message
	 * to one of several peers in turn. Then it knows only completed connections.
	 * @return whether {@link SocketOption#IMMEDIATE} is in force whatever is set
	 */
	public boolean isImmediate() {
		boolean several = this.bind.size() + this.connect.size() > 1 || (this.resolve == ResolveMode.ALL && hasNames());
		boolean turns = SocketTraits.takesTurns(this.type) && several;
		return !this.connect.isEmpty() && (turns || SocketTraits.losesNothing(this.type));
	}

	Stream<Endpoint> names() {
		return this.connect.stream().map(Endpoint::parse).filter((endpoint) -> !endpoint.isLiteral());
	}

	/**
	 * Return these settings with wildcard ports replaced by the ports that were taken.
	 * @param bound the endpoints that were bound, in the order of {@link #bind()}
	 * @return the settings
	 */
	SocketSettings withPortsOf(List<String> bound) {
		if (bound.size() != this.bind.size()) {
			return this;
		}
		List<String> pinned = new ArrayList<>();
		for (int i = 0; i < bound.size(); i++) {
			pinned.add(withPortOf(this.bind.get(i), bound.get(i)));
		}
		return new SocketSettings(this.name, this.type, pinned, this.connect, this.subscriptions, this.resolve,
				this.security, this.options);
	}

	private static String withPortOf(String endpoint, String bound) {
		int colon = endpoint.lastIndexOf(':');
		boolean wildcard = !Endpoint.isInproc(endpoint) && WILDCARD_PORTS.contains(endpoint.substring(colon + 1));
		return (wildcard) ? endpoint.substring(0, colon) + bound.substring(bound.lastIndexOf(':')) : endpoint;
	}

}
