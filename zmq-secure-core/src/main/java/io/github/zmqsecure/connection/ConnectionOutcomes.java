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

import java.time.Instant;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;

/**
 * Notes how the connections of one socket fare, and tells everybody who has to know:
 * statistics, logs, the endpoints that are connected to, and the listener. Thread-safe.
 */
class ConnectionOutcomes {

	private static final ConnectionListener NO_LISTENER = new ConnectionListener() {
	};

	private final ConnectionRegistry connections;

	private final ReconnectTracker endpoints;

	private final HandshakeStatistics statistics = new HandshakeStatistics();

	private final RefusalReporter refusals;

	private final ConnectionLog log;

	private final boolean curveServer;

	private volatile ConnectionListener listener = NO_LISTENER;

	ConnectionOutcomes(SocketSettings settings, ConnectionRegistry connections, ReconnectTracker endpoints) {
		this.connections = connections;
		this.endpoints = endpoints;
		this.refusals = new RefusalReporter(settings.name(), this.statistics);
		this.log = new ConnectionLog(settings.name());
		this.curveServer = settings.security().isCurveServer();
	}

	HandshakeStatistics getStatistics() {
		return this.statistics;
	}

	@Nullable Instant getDisconnectedSince() {
		return this.connections.disconnectedSince();
	}

	ConnectionListener getListener() {
		return this.listener;
	}

	void setListener(@Nullable ConnectionListener listener) {
		this.listener = (listener != null) ? listener : NO_LISTENER;
	}

	/**
	 * A handshake succeeded.
	 * @return whether that was not known
	 */
	boolean succeeded(Connection connection, @Nullable AuthenticatedPeer peer) {
		if (!this.connections.succeed(connection, peer)) {
			return false;
		}
		this.statistics.success(connection.getServerKey());
		if (!connection.isAccepted()) {
			this.endpoints.succeeded(connection.getEndpoint());
		}
		this.log.connected(connection);
		this.listener.connectionsChanged();
		return true;
	}

	/**
	 * A handshake failed.
	 */
	void failed(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict, @Nullable String limit) {
		if (!this.connections.fail(connection)) {
			return;
		}
		this.refusals.failed(connection, reason, verdict, limit);
		if (!isOfClient(connection)) {
			this.endpoints.failed(connection.getEndpoint(), reason);
		}
	}

	/**
	 * Note that a handshake failed, and end its connection.
	 */
	void refuse(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict, @Nullable String limit) {
		failed(connection, reason, verdict, limit);
		connection.cut();
	}

	/**
	 * Close a connection that was authenticated. It counts as closed at once: JeroMQ
	 * notices only when it reads again, which back-pressure may put off.
	 */
	void revoke(Connection connection) {
		if (this.connections.revoke(connection)) {
			connection.cut("access was taken away");
			lost(connection);
		}
	}

	/**
	 * A peer came back with the routing id of a connection that is still open.
	 */
	void supersede(Connection connection) {
		this.refusals.superseded(connection);
		connection.cut();
	}

	/**
	 * A peer sends what exceeds a limit.
	 */
	void limitExceeded(Connection connection, @Nullable ZapVerdict verdict, String limit) {
		connection.cutReason("its message exceeds '" + limit + "'");
		this.refusals.cutOff(connection, verdict, limit, "which exceeds");
		this.listener.messageTooLarge();
	}

	/**
	 * A peer holds memory that others wait for.
	 */
	void stalled(Connection connection, @Nullable ZapVerdict verdict, String limit) {
		this.refusals.cutOff(connection, verdict, limit, "which does not get on and keeps others waiting by");
	}

	/**
	 * A connection has ended that was taken out of the registry.
	 */
	void ended(Connection connection) {
		if (this.connections.release(connection)) {
			lost(connection);
		}
	}

	/**
	 * Return whether the ZAP handler of this library decides on the other end of a
	 * connection.
	 */
	boolean isOfClient(Connection connection) {
		return connection.isAccepted() || this.curveServer;
	}

	private void lost(Connection connection) {
		this.log.lost(connection, connection.cutReason());
		this.listener.connectionsChanged();
	}

}
