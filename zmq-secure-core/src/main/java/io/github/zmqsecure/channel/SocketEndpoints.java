// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.Transport;
import io.github.zmqsecure.socket.OpenSocket;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link ManagedSocket} listens and what it connects to. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SocketEndpoints {

	private final SocketLifecycle lifecycle;

	private final EventLoopReference loop;

	private final SocketConnections connections;

	private final ServerEndpoints targets;

	SocketEndpoints(SocketLifecycle lifecycle, EventLoopReference loop, SocketConnections connections,
			ServerEndpoints targets) {
		this.lifecycle = lifecycle;
		this.loop = loop;
		this.connections = connections;
		this.targets = targets;
	}

	/**
	 * Return the endpoints that are bound, with the ports that were really taken.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getBound() {
		OpenSocket open = this.lifecycle.getOpenSocket();
		return (open != null) ? open.bound() : List.of();
	}

	/**
	 * Return the endpoints that the socket connects to, as configured.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getConnected() {
		return (this.lifecycle.getOpenSocket() != null) ? this.targets.all().stream().map(Endpoint::toString).toList()
				: List.of();
	}

	/**
	 * Return what the socket can't be connected to: endpoints that were lost, and names
	 * that stand for addresses that it may not connect to. It is tried until it succeeds.
	 * @return what is wrong by endpoint; empty when nothing is
	 */
	public Map<String, String> getConnectProblems() {
		ServerConnections servers = this.loop.getServers();
		return (servers != null) ? servers.getProblems() : Map.of();
	}

	/**
	 * Return the endpoints with names of which no address is known yet. They are asked
	 * about until there is one.
	 * @return what the last question came to by endpoint
	 */
	public Map<String, String> getUnresolved() {
		return this.targets.unresolved();
	}

	/**
	 * Return those of the endpoints that the socket connects to with which it is
	 * connected: where a handshake succeeded, and endpoints inside this process.
	 * @return the endpoints
	 */
	public List<String> getEstablished() {
		ServerConnections servers = this.loop.getServers();
		if (servers == null) {
			return List.of();
		}
		Set<Endpoint> established = servers.endpointsOf(this.connections.getConnectedEndpoints());
		return this.targets.all()
			.stream()
			.filter((each) -> established.contains(each) || each.transport() == Transport.INPROC)
			.map(Endpoint::toString)
			.toList();
	}

	/**
	 * Return why the servers refuse the socket, if all of them do.
	 * @return a reason, {@code null} if there is a connection, or may be
	 */
	public @Nullable FailureReason getRefusal() {
		ServerConnections servers = this.loop.getServers();
		if (servers == null || this.connections.isConnected()) {
			return null;
		}
		Map<String, FailureReason> refused = this.connections.getRefusedEndpoints();
		return (!refused.isEmpty() && servers.isEach(refused.keySet())) ? refused.values().iterator().next() : null;
	}

}
