// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.EngineListener;
import io.github.zmqsecure.jeromq.Inspection;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of what JeroMQ and the engines of the connections of one socket tell, and
 * decides which connections the socket may be given. Thread-safe.
 */
class ConnectionEvents implements EngineListener {

	private static final Log logger = LogFactory.getLog(ConnectionEvents.class);

	private final SocketSettings settings;

	private final ConnectionLimits limits;

	private final ConnectionAdmission admission;

	private final ConnectionRegistry connections;

	private final ConnectionOutcomes outcomes;

	private final ReconnectTracker endpoints;

	private final EngineInspector inspector;

	private final ClientAccess access;

	ConnectionEvents(SocketSettings settings, ConnectionLimits limits, ConnectionAdmission admission,
			ConnectionRegistry connections, ConnectionOutcomes outcomes, ReconnectTracker endpoints,
			EngineInspector inspector, ClientAccess access) {
		this.settings = settings;
		this.limits = limits;
		this.admission = admission;
		this.connections = connections;
		this.outcomes = outcomes;
		this.endpoints = endpoints;
		this.inspector = inspector;
		this.access = access;
	}

	void accepted(SocketChannel channel, String endpoint) {
		Connection connection = new Connection(channel, true, endpoint);
		AdmissionResult result = this.admission.admit(connection);
		Connection evicted = result.evicted();
		if (evicted != null) {
			this.outcomes.refuse(evicted, FailureReason.LIMIT, null, result.limit());
		}
		FailureReason denied = result.denied();
		if (denied == null) {
			this.connections.add(connection);
		}
		else {
			this.connections.addDenied(connection);
			this.outcomes.refuse(connection, denied, null, result.limit());
		}
	}

	void connecting(String endpoint) {
		this.endpoints.connecting(endpoint);
	}

	void retrying(String endpoint, Duration pause) {
		this.endpoints.retrying(endpoint, pause);
	}

	void connected(SocketChannel channel, String endpoint) {
		this.endpoints.tried(endpoint);
		this.connections.add(new Connection(channel, false, endpoint));
	}

	/**
	 * A connection was made to an endpoint that the socket was disconnected from. It ends
	 * at once, and is no connection of the socket.
	 */
	void unwanted(String endpoint) {
		this.endpoints.unwanted(endpoint);
	}

	/**
	 * A connection has ended.
	 * @param refused whether a server has just said that it refuses the key of the socket
	 */
	void disconnected(SocketChannel channel, boolean refused) {
		Connection connection = this.connections.remove(channel);
		if (connection == null) {
			return;
		}
		if (connection.isPending()) {
			Inspection inspection = this.inspector.inspect(channel);
			FailureReason reason = (refused) ? FailureReason.CLIENT_NOT_ALLOWED
					: HandshakeClassifier.reasonOf(inspection.stage(), connection.age());
			this.outcomes.failed(connection, reason, inspection.verdict(), null);
		}
		if (!connection.isAccepted()) {
			this.endpoints.lost(connection.getEndpoint());
		}
		this.outcomes.ended(connection);
	}

	/**
	 * JeroMQ lets a client in without asking where it finds no ZAP handler, so a
	 * connection without a verdict of this library is cut.
	 */
	@Override
	public boolean admits(SocketChannel channel, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		if (connection == null) {
			return false;
		}
		AuthenticatedPeer peer = peerOf(verdict);
		if (peer == null && this.settings.security().isCurveServer()) {
			logger.error("Socket '" + this.settings.name() + "' cut a connection from " + connection.getRemoteAddress()
					+ " that JeroMQ had let in without asking the ZAP handler");
			this.outcomes.refuse(connection, FailureReason.CLIENT_NOT_ALLOWED, verdict, null);
			return false;
		}
		if (peer != null && this.access.isShutOut(this.settings.name(), peer)) {
			this.outcomes.refuse(connection, FailureReason.CLIENT_NOT_ALLOWED, verdict, null);
			return false;
		}
		if (peer != null && !this.connections.letIn(connection, peer, this.limits.maxConnectionsPerPeer())) {
			this.outcomes.refuse(connection, FailureReason.LIMIT, verdict, "max-connections-per-peer");
			return false;
		}
		return true;
	}

	@Override
	public void bound(SocketChannel channel) {
		this.connections.bound(channel);
	}

	@Override
	public void unbound(SocketChannel channel) {
		this.connections.unbound(channel);
	}

	@Override
	public byte @Nullable [] serverKey(SocketChannel channel) {
		Connection connection = this.connections.get(channel);
		return (connection != null) ? this.outcomes.chooseServerKey(connection) : null;
	}

	@Override
	public void addressed(SocketChannel channel, byte[] serverKey) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			connection.addressed(CurvePublicKey.of(serverKey));
		}
	}

	@Override
	public void ready(SocketChannel channel, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		AuthenticatedPeer peer = peerOf(verdict);
		if (connection != null && this.outcomes.succeeded(connection, peer) && peer != null
				&& this.access.isShutOut(this.settings.name(), peer)) {
			this.outcomes.revoke(connection);
		}
	}

	@Override
	public void refused(SocketChannel channel) {
		refuse(channel, FailureReason.PROTOCOL, null);
	}

	@Override
	public void routingIdRefused(SocketChannel channel, @Nullable ZapVerdict verdict) {
		refuse(channel, FailureReason.ROUTING_ID, verdict);
	}

	private void refuse(SocketChannel channel, FailureReason reason, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.outcomes.refuse(connection, reason, verdict, null);
		}
	}

	@Override
	public void superseded(SocketChannel channel) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.outcomes.supersede(connection);
		}
	}

	@Override
	public void limitExceeded(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.outcomes.limitExceeded(connection, verdict, limit);
		}
	}

	@Override
	public void stalled(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.outcomes.stalled(connection, verdict, limit);
		}
	}

	/**
	 * Something failed that guards connections: cut the one that it was about, or all
	 * whose handshakes are under way where that is not known.
	 */
	void unguarded(@Nullable SocketChannel channel) {
		if (channel == null) {
			this.connections.pending().forEach(this::unguarded);
			return;
		}
		Connection connection = this.connections.get(channel);
		unguarded((connection != null) ? connection : new Connection(channel, true, "?"));
	}

	private void unguarded(Connection connection) {
		connection.cut();
		this.outcomes.failed(connection, FailureReason.PROTOCOL, null, "unguarded");
	}

	private static @Nullable AuthenticatedPeer peerOf(@Nullable ZapVerdict verdict) {
		return (verdict != null) ? verdict.peer() : null;
	}

}
