// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

import io.github.zmqsecure.RateLimit;
import io.github.zmqsecure.endpoint.AddressPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the connections to a bound socket may begin their handshakes, before
 * any cryptography, and keeps count of those that were let. Thread-safe.
 */
class ConnectionAdmission {

	private final AddressPolicy addresses;

	private final ConnectionLimits limits;

	private final Set<Connection> open = new HashSet<>();

	private final PendingConnections pending = new PendingConnections();

	private final PerAddressUsage accounts;

	private final RateLimit handshakes;

	ConnectionAdmission(AddressPolicy addresses, ConnectionLimits limits) {
		this.addresses = addresses;
		this.limits = limits;
		this.accounts = new PerAddressUsage(limits.maxHandshakesPerSecondPerAddress());
		this.handshakes = RateLimit.perSecond(limits.maxHandshakesPerSecond(), System.nanoTime());
	}

	/**
	 * Decide on a connection that was just accepted, and charge it to its source if it
	 * may stay. What one source has taken is looked at before what all have, so that a
	 * flood from one address uses up nothing of what is there for others. Where all have
	 * taken what there is, the oldest handshake of the source that has the most under way
	 * makes room for one of a source that has less.
	 * @param connection the connection
	 * @return whether it may stay, and which one may not instead
	 */
	synchronized AdmissionResult admit(Connection connection) {
		InetSocketAddress address = connection.getRemoteAddress();
		if (address == null || !this.addresses.allows(address.getAddress())) {
			return AdmissionResult.ADDRESS_DENIED;
		}
		SourceAddress source = SourceAddress.of(address.getAddress());
		long now = System.nanoTime();
		String limit = exceededBy(source, now);
		if (limit != null) {
			return AdmissionResult.denied(limit);
		}
		String full = fullOf();
		Connection evicted = (full != null) ? this.pending.makingRoomFor(source) : null;
		if (full != null && evicted == null) {
			return AdmissionResult.denied(full);
		}
		this.accounts.opened(source, now);
		this.open.add(connection);
		this.pending.add(source, connection);
		return (full != null && evicted != null) ? AdmissionResult.admitted(evicted, full) : AdmissionResult.ADMITTED;
	}

	/**
	 * The handshake of a connection has ended, one way or the other.
	 */
	synchronized void settled(Connection connection) {
		SourceAddress source = sourceOf(connection);
		if (source != null && this.pending.remove(source, connection)) {
			this.accounts.settled(source);
		}
	}

	/**
	 * A connection has ended.
	 */
	synchronized void closed(Connection connection) {
		settled(connection);
		SourceAddress source = sourceOf(connection);
		if (this.open.remove(connection) && source != null) {
			this.accounts.closed(source);
		}
	}

	private @Nullable String exceededBy(SourceAddress source, long now) {
		if (this.accounts.open(source) >= this.limits.maxConnectionsPerAddress()) {
			return "max-connections-per-address";
		}
		if (this.accounts.pending(source) >= this.limits.maxPendingHandshakesPerAddress()) {
			return "max-pending-handshakes-per-address";
		}
		if (!this.accounts.tryHandshake(source, now)) {
			return "max-handshakes-per-second-per-address";
		}
		return this.handshakes.tryAcquire(now) ? null : "max-handshakes-per-second";
	}

	private @Nullable String fullOf() {
		if (this.open.size() >= this.limits.maxConnections()) {
			return "max-connections";
		}
		return (this.pending.size() >= this.limits.maxPendingHandshakes()) ? "max-pending-handshakes" : null;
	}

	private static @Nullable SourceAddress sourceOf(Connection connection) {
		InetSocketAddress address = connection.getRemoteAddress();
		return (address != null) ? SourceAddress.of(address.getAddress()) : null;
	}

}
