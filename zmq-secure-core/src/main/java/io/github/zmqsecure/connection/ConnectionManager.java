// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.jeromq.ContextSubscriptions;
import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.SocketFlow;
import io.github.zmqsecure.jeromq.SubscriptionLimits;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.thread.GuardedThreads;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import org.springframework.core.Ordered;

/**
 * Gives each socket a {@link SocketConnections}. A socket that is made anew under the
 * same name keeps its connections and its counts. Thread-safe.
 *
 * @since 0.1.0
 */
public class ConnectionManager implements SocketCustomizer, Ordered, AutoCloseable {

	private final Map<String, SocketConnections> sockets = new ConcurrentHashMap<>();

	private final ConnectionGuard guard;

	private final ConnectionLimits limits;

	private final MemoryBudget memory;

	private final AddressPolicy addresses;

	private final ContextSubscriptions subscriptions;

	private final EngineInspector inspector;

	private final VerdictProperty verdicts;

	private final ClientAccess access;

	private final SocketKeys keys;

	private final PeerEvents events;

	private final Reauthorizer reauthorizer;

	/**
	 * Create a manager.
	 * @param ioThreads the I/O threads of the context
	 * @param verdicts carries the verdicts of the ZAP handler
	 * @param addresses which addresses may connect
	 * @param limits what unauthenticated peers may take of a bound socket
	 * @param memory what messages may occupy
	 * @param subscriptions what subscribers may have a bound socket keep for them
	 * @param access who has access at this moment
	 * @param keys the keys of the sockets
	 * @param threads the guarded threads
	 * @param events told of what happens to the connections of peers
	 */
	public ConnectionManager(Supplier<List<IoThread>> ioThreads, VerdictProperty verdicts, AddressPolicy addresses,
			ConnectionLimits limits, MemoryBudget memory, SubscriptionLimits subscriptions, ClientAccess access,
			SocketKeys keys, GuardedThreads threads, PeerEvents events) {
		this.keys = keys;
		this.events = events;
		this.guard = new ConnectionGuard(threads, memory);
		this.inspector = new EngineInspector(ioThreads, verdicts);
		this.verdicts = verdicts;
		this.addresses = addresses;
		this.limits = limits;
		this.memory = memory;
		this.subscriptions = new ContextSubscriptions(subscriptions);
		this.access = access;
		this.reauthorizer = new Reauthorizer(access, this.sockets.values(), threads);
	}

	/**
	 * Return the connections of a socket.
	 * @param settings the settings of the socket
	 * @return the connections, none before the socket is made
	 */
	public SocketConnections getConnections(SocketSettings settings) {
		return this.sockets.computeIfAbsent(settings.name(), (name) -> {
			SocketConnections connections = new SocketConnections(settings, this.limits, this.addresses, this.memory,
					this.subscriptions, this.inspector, this.access, this.keys, this.events, this.guard::wake);
			this.guard.add(connections);
			return connections;
		});
	}

	/**
	 * Return what messages may occupy, and do.
	 * @return the budget of all sockets
	 */
	public MemoryBudget getMemory() {
		return this.memory;
	}

	/**
	 * Ask anew whether the clients that are in may stay, and close the connections of
	 * those that may not. To be called after the {@code ClientAuthorizer} changed its
	 * mind; keys that are reloaded and revocations call it by themselves. Returns at
	 * once; connections close within a second.
	 * <p>
	 * A client for which the authorizer throws stays, and is asked about again every
	 * second: an authorizer that can't answer must not cut everybody off.
	 */
	public void reviewClients() {
		this.reauthorizer.request();
	}

	/**
	 * Close the connections of a peer and let it in no more, until it is restored or the
	 * application ends.
	 * @param socket the name of the socket
	 * @param peer the name of the peer, or the fingerprint of its key
	 * @return how many connections will be closed
	 */
	public int revoke(String socket, String peer) {
		SocketConnections connections = this.sockets.get(socket);
		// With those that a review cuts as soon as their peer is revoked.
		Set<Connection> candidates = new LinkedHashSet<>(authenticated(connections));
		this.access.revoke(socket, peer);
		candidates.addAll(authenticated(connections));
		List<Connection> revoked = candidates.stream()
			.filter((connection) -> isRevoked(socket, connection.getPeer()))
			.toList();
		if (connections != null) {
			revoked.forEach((connection) -> this.reauthorizer.revoke(connections, connection));
		}
		if (revoked.isEmpty()) {
			this.events.publish(new ZmqPeerRevokedEvent(this, ZmqPeerEvent.Peer.absent(socket, peer), 1));
		}
		return revoked.size();
	}

	/**
	 * Take back a revocation, so that the peer may connect again.
	 * @param socket the name of the socket
	 * @param peer what was revoked
	 * @return whether it had been revoked
	 */
	public boolean restore(String socket, String peer) {
		return this.access.restore(socket, peer);
	}

	/**
	 * Return the peers that were revoked while the application ran.
	 * @param socket the name of the socket
	 * @return names and fingerprints, with the time of the revocation
	 */
	public Map<String, Instant> getRevoked(String socket) {
		return this.access.getRevoked(socket);
	}

	private static List<Connection> authenticated(@Nullable SocketConnections connections) {
		return (connections != null) ? connections.getConnections() : List.of();
	}

	private boolean isRevoked(String socket, @Nullable AuthenticatedPeer peer) {
		return peer != null && this.access.isRevoked(socket, peer);
	}

	@Override
	public void customize(SocketSettings settings, ZMQ.Socket socket) {
		SocketConnections connections = getConnections(settings);
		this.guard.start();
		this.reauthorizer.start();
		SocketFlow flow = this.guard.getFlow().forSocket(socket, settings.name());
		connections.setFlow(flow);
		socket.base().setEventHook(new EventHook(connections, socket, this.verdicts, flow), EventHook.EVENTS);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Stop looking after handshakes. To be called after the last socket was closed.
	 */
	@Override
	public void close() {
		this.reauthorizer.stop();
		this.guard.stop();
	}

}
