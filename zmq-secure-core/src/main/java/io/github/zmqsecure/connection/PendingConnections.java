// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The connections whose handshakes are under way, by their source. Not thread-safe.
 */
class PendingConnections {

	private final Map<SourceAddress, Set<Connection>> bySource = new HashMap<>();

	private int size;

	int size() {
		return this.size;
	}

	void add(SourceAddress source, Connection connection) {
		if (this.bySource.computeIfAbsent(source, (key) -> new LinkedHashSet<>()).add(connection)) {
			this.size++;
		}
	}

	/**
	 * Take out a connection.
	 * @return whether it was there
	 */
	boolean remove(SourceAddress source, Connection connection) {
		Set<Connection> connections = this.bySource.get(source);
		if (connections == null || !connections.remove(connection)) {
			return false;
		}
		if (connections.isEmpty()) {
			this.bySource.remove(source);
		}
		this.size--;
		return true;
	}

	/**
	 * Return the connection that makes room for another: the oldest of the source that
	 * has the most, of all such sources where several have as many.
	 * @param newcomer the source that the room is for, which must have less
	 * @return the connection, {@code null} if there is none
	 */
	@Nullable Connection makingRoomFor(SourceAddress newcomer) {
		int most = this.bySource.getOrDefault(newcomer, Set.of()).size();
		Connection oldest = null;
		for (Set<Connection> connections : this.bySource.values()) {
			Connection first = connections.iterator().next();
			boolean more = connections.size() > most;
			if (more || (connections.size() == most && oldest != null && first.age().compareTo(oldest.age()) > 0)) {
				most = connections.size();
				oldest = first;
			}
		}
		return oldest;
	}

}
