/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.connection;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

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

	private final Set<Connection> pending = new HashSet<>();

	private final SourceAccounts accounts;

	private final RateLimit handshakes;

	ConnectionAdmission(AddressPolicy addresses, ConnectionLimits limits) {
		this.addresses = addresses;
		this.limits = limits;
		this.accounts = new SourceAccounts(limits.maxHandshakesPerSecondPerAddress());
		this.handshakes = new RateLimit(limits.maxHandshakesPerSecond(), System.nanoTime());
	}

	/**
	 * Decide on a connection that was just accepted, and charge it to its source if it
	 * may stay. What one source has taken is looked at before what all have, so that a
	 * flood from one address uses up nothing of what is there for others.
	 * @param connection the connection
	 * @return why it may not stay, or {@code null} if it may
	 */
	synchronized @Nullable Denial admit(Connection connection) {
		InetSocketAddress address = connection.getRemoteAddress();
		if (address == null || !this.addresses.allows(address.getAddress())) {
			return Denial.ADDRESS;
		}
		SourceAddress source = SourceAddress.of(address.getAddress());
		long now = System.nanoTime();
		String limit = exceededBy(source, now);
		if (limit != null) {
			return Denial.limit(limit);
		}
		this.accounts.opened(source, now);
		this.open.add(connection);
		this.pending.add(connection);
		return null;
	}

	/**
	 * The handshake of a connection has ended, one way or the other.
	 */
	synchronized void settled(Connection connection) {
		if (this.pending.remove(connection)) {
			this.accounts.settled(sourceOf(connection));
		}
	}

	/**
	 * A connection has ended.
	 */
	synchronized void closed(Connection connection) {
		settled(connection);
		if (this.open.remove(connection)) {
			this.accounts.closed(sourceOf(connection));
		}
	}

	private @Nullable String exceededBy(SourceAddress source, long now) {
		if (this.accounts.open(source) >= this.limits.maxConnectionsPerAddress()) {
			return "max-connections-per-address";
		}
		if (this.accounts.pending(source) >= this.limits.maxPendingHandshakesPerAddress()) {
			return "max-pending-handshakes-per-address";
		}
		if (this.open.size() >= this.limits.maxConnections()) {
			return "max-connections";
		}
		if (this.pending.size() >= this.limits.maxPendingHandshakes()) {
			return "max-pending-handshakes";
		}
		if (!this.accounts.tryHandshake(source, now)) {
			return "max-handshakes-per-second-per-address";
		}
		return this.handshakes.tryAcquire(now) ? null : "max-handshakes-per-second";
	}

	@SuppressWarnings("NullAway")
	private static SourceAddress sourceOf(Connection connection) {
		return SourceAddress.of(connection.getRemoteAddress().getAddress());
	}

}
