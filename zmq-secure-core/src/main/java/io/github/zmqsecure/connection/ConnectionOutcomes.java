// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketKeys;
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

	private final PeerNotifier notifier;

	private final SocketSettings settings;

	private final SocketKeys keys;

	private final boolean curveServer;

	private final @Nullable ServerKeyChoice serverKeys;

	private volatile ConnectionListener listener = NO_LISTENER;

	ConnectionOutcomes(SocketSettings settings, ConnectionRegistry connections, ReconnectTracker endpoints,
			SocketKeys keys, PeerEvents events) {
		this.connections = connections;
		this.endpoints = endpoints;
		this.refusals = new RefusalReporter(settings.name(), this.statistics);
		this.log = new ConnectionLog(settings.name());
		this.notifier = new PeerNotifier(settings.name(), events);
		this.settings = settings;
		this.keys = keys;
		this.curveServer = settings.security().isCurveServer();
		boolean client = settings.security().mechanism() == Mechanism.CURVE && !this.curveServer;
		this.serverKeys = (client) ? new ServerKeyChoice(() -> keys.serverKeysOf(settings)) : null;
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
	 * Choose the key that the server of a connection must have which the socket opened.
	 * @return the public key, {@code null} if the socket is the server, and without CURVE
	 */
	byte @Nullable [] chooseServerKey(Connection connection) {
		ServerKeyChoice serverKeys = this.serverKeys;
		if (serverKeys == null) {
			return null;
		}
		CurvePublicKey key = serverKeys.choose(this.endpoints.endpointOf(connection.getEndpoint()));
		connection.addressed(key);
		connection.madeWith(this.keys.pairOf(this.settings).publicKey());
		return key.toBytes();
	}

	/**
	 * A handshake succeeded.
	 * @return whether that was not known
	 */
	boolean succeeded(Connection connection, @Nullable AuthenticatedPeer peer) {
		if (!this.connections.succeed(connection, peer)) {
			return false;
		}
		CurvePublicKey serverKey = connection.getServerKey();
		ServerKeyChoice serverKeys = this.serverKeys;
		if (serverKeys == null) {
			this.statistics.success(serverKey, (peer != null) ? peer.publicKey() : null);
		}
		else {
			this.statistics.success(connection.getClientKey(), serverKey);
			if (serverKey != null) {
				serverKeys.succeeded(this.endpoints.endpointOf(connection.getEndpoint()), serverKey);
			}
		}
		if (!connection.isAccepted()) {
			this.endpoints.succeeded(connection.getEndpoint());
		}
		this.log.connected(connection);
		this.notifier.connected(connection);
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
		this.notifier.refused(connection, reason, verdict, limit);
		boolean another = reason == FailureReason.WRONG_SERVER_KEY && hasAnotherKey(connection);
		if (!isOfClient(connection) && !another) {
			this.endpoints.failed(connection.getEndpoint(), reason);
		}
	}

	/**
	 * Whether the next attempt is made with another key of the server, so that nothing is
	 * said yet.
	 */
	private boolean hasAnotherKey(Connection connection) {
		CurvePublicKey key = connection.getServerKey();
		return this.serverKeys != null && key != null
				&& this.serverKeys.refused(this.endpoints.endpointOf(connection.getEndpoint()), key);
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
			cut(connection, DisconnectReason.REVOKED, "access was taken away");
			this.notifier.revoked(connection);
			lost(connection);
		}
	}

	/**
	 * A peer came back with the routing id of a connection that is still open.
	 */
	void supersede(Connection connection) {
		this.refusals.superseded(connection);
		cut(connection, DisconnectReason.SUPERSEDED, "its peer connected anew with the same routing id");
	}

	/**
	 * A peer sends what exceeds a limit.
	 */
	void limitExceeded(Connection connection, @Nullable ZapVerdict verdict, String limit) {
		note(connection, DisconnectReason.LIMIT, "its message exceeds '" + limit + "'");
		this.refusals.cutOff(connection, verdict, limit, "which exceeds");
		this.listener.messageTooLarge();
	}

	/**
	 * A peer holds memory that others wait for.
	 */
	void stalled(Connection connection, @Nullable ZapVerdict verdict, String limit) {
		note(connection, DisconnectReason.LIMIT, "it kept others waiting by '" + limit + "'");
		this.refusals.cutOff(connection, verdict, limit, "which does not get on and keeps others waiting by");
	}

	/**
	 * Nothing was heard of a peer for too long.
	 */
	void silent(Connection connection) {
		cut(connection, DisconnectReason.SILENT, "silent: nothing was heard of it for its heartbeat-timeout");
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

	private void cut(Connection connection, DisconnectReason reason, String why) {
		note(connection, reason, why);
		connection.cut();
	}

	private void note(Connection connection, DisconnectReason reason, String why) {
		if (connection.ending(reason, why)) {
			this.statistics.cut(reason);
		}
	}

	private void lost(Connection connection) {
		if (!this.listener.isStopping()) {
			this.log.lost(connection);
			this.notifier.disconnected(connection);
		}
		this.listener.connectionsChanged();
	}

}
