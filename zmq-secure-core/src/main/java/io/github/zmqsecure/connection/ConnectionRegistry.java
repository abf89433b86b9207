// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one socket, by how far they came. Thread-safe.
 */
class ConnectionRegistry {

	private static final Duration FAREWELL = Duration.ofMillis(500);

	private final Map<SocketChannel, Connection> connections = new ConcurrentHashMap<>();

	private final Set<Connection> pending = ConcurrentHashMap.newKeySet();

	/** Refused, but given a moment to read why. */
	private final Set<Connection> leaving = ConcurrentHashMap.newKeySet();

	/**
	 * The socket was told of them, and has not taken note of their end. They count until
	 * it has, so that peers who come and go faster than it looks fill no memory.
	 */
	private final Map<SocketChannel, Connection> bound = new ConcurrentHashMap<>();

	/** Peers of connections that were let in and are not ready yet. */
	private final Map<Connection, String> letIn = new ConcurrentHashMap<>();

	private final AtomicInteger ready = new AtomicInteger();

	private volatile Instant lastEnded = Instant.now();

	private final ConnectionAdmission admission;

	ConnectionRegistry(ConnectionAdmission admission) {
		this.admission = admission;
	}

	Collection<Connection> all() {
		return this.connections.values();
	}

	Collection<Connection> pending() {
		return this.pending;
	}

	@Nullable Connection get(SocketChannel channel) {
		return this.connections.get(channel);
	}

	int ready() {
		return this.ready.get();
	}

	/**
	 * Return since when none is ready.
	 * @return the time, {@code null} while one is
	 */
	@Nullable Instant disconnectedSince() {
		return (ready() == 0) ? this.lastEnded : null;
	}

	/**
	 * Let in a connection whose handshake is over, unless its peer has too many that were
	 * let in, or of whose end the socket has not taken note. Several I/O threads may ask
	 * at once.
	 * @return whether it may be given to the socket
	 */
	synchronized boolean letIn(Connection connection, AuthenticatedPeer peer, int most) {
		if (countOf(peer) >= most) {
			return false;
		}
		this.letIn.put(connection, peer.name());
		return true;
	}

	private long countOf(AuthenticatedPeer peer) {
		Stream<Connection> ready = this.connections.values().stream().filter(Connection::isReady);
		Stream<Connection> known = Stream.concat(ready, this.bound.values().stream())
			.filter((each) -> each.getPeer() != null && peer.name().equals(each.getPeer().name()));
		Stream<Connection> letIn = this.letIn.entrySet()
			.stream()
			.filter((each) -> each.getValue().equals(peer.name()))
			.map(Map.Entry::getKey);
		return Stream.concat(known, letIn).distinct().count();
	}

	void bound(SocketChannel channel) {
		Connection connection = this.connections.get(channel);
		if (connection != null && connection.isAccepted()) {
			this.bound.put(channel, connection);
		}
	}

	void unbound(SocketChannel channel) {
		Connection connection = this.bound.remove(channel);
		if (connection != null && connection.hasEnded()) {
			this.admission.closed(connection);
		}
	}

	void add(Connection connection) {
		this.pending.add(connection);
		addDenied(connection);
	}

	/**
	 * Add a connection whose handshake is not waited for, since it may not stay.
	 */
	void addDenied(Connection connection) {
		this.connections.put(connection.channel(), connection);
	}

	/**
	 * Note that a handshake succeeded.
	 * @return whether that was not known
	 */
	boolean succeed(Connection connection, @Nullable AuthenticatedPeer peer) {
		if (!connection.succeed(peer)) {
			return false;
		}
		this.ready.incrementAndGet();
		settle(connection);
		return true;
	}

	/**
	 * Note that a handshake failed.
	 * @return whether that was not known
	 */
	boolean fail(Connection connection) {
		if (!connection.fail()) {
			return false;
		}
		settle(connection);
		return true;
	}

	/**
	 * Note that access was taken away.
	 * @return whether the connection was ready
	 */
	boolean revoke(Connection connection) {
		boolean ready = connection.revoke();
		if (ready) {
			readyEnded();
		}
		return ready;
	}

	/**
	 * Keep a connection that was refused until it had the time to read why.
	 */
	void leave(Connection connection) {
		this.leaving.add(connection);
	}

	/**
	 * Cut the connections that had that time.
	 */
	void seeOff() {
		this.leaving.removeIf((connection) -> {
			boolean over = connection.sinceFailure().compareTo(FAREWELL) > 0;
			if (over) {
				connection.cut();
			}
			return over;
		});
	}

	boolean needsSweep() {
		return !this.pending.isEmpty() || !this.leaving.isEmpty();
	}

	/**
	 * Take out a connection that ends.
	 * @return the connection, or {@code null} if it was taken out before
	 */
	@Nullable Connection remove(SocketChannel channel) {
		Connection connection = this.connections.remove(channel);
		if (connection != null) {
			this.leaving.remove(connection);
		}
		return connection;
	}

	/**
	 * Give back what a connection held that was taken out.
	 * @return whether it was ready
	 */
	boolean release(Connection connection) {
		settle(connection);
		boolean ready = connection.end();
		if (!this.bound.containsKey(connection.channel())) {
			this.admission.closed(connection);
		}
		if (ready) {
			readyEnded();
		}
		return ready;
	}

	/**
	 * Take out all connections. Whoever looks at them at this moment finds that they have
	 * ended.
	 */
	void clear() {
		this.connections.keySet().forEach((channel) -> {
			Connection connection = remove(channel);
			if (connection != null) {
				release(connection);
			}
		});
		this.bound.keySet().forEach(this::unbound);
		this.lastEnded = Instant.now();
	}

	private void readyEnded() {
		this.lastEnded = Instant.now();
		this.ready.decrementAndGet();
	}

	private void settle(Connection connection) {
		this.pending.remove(connection);
		this.letIn.remove(connection);
		this.admission.settled(connection);
	}

}
