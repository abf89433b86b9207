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
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows the connections of one socket and how their handshakes ended. JeroMQ tells it
 * when a connection comes and goes; the {@link ConnectionGuard} has it look at those in
 * between. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConnectionTracker {

	private static final Log logger = LogFactory.getLog(ConnectionTracker.class);

	private static final Duration FAREWELL = Duration.ofMillis(500);

	private final RateLimitedLog refusalLog = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private final SocketSettings settings;

	private final ConnectionLimits limits;

	private final Duration handshakeInterval;

	private final AddressPolicy addresses;

	private final EngineInspector inspector;

	private final Map<SocketChannel, Connection> connections = new ConcurrentHashMap<>();

	private final Set<Connection> pending = ConcurrentHashMap.newKeySet();

	/** Refused, but given a moment to read why. */
	private final Set<Connection> leaving = ConcurrentHashMap.newKeySet();

	private final AtomicInteger ready = new AtomicInteger();

	private final HandshakeStatistics statistics = new HandshakeStatistics();

	private final ClientEndpoints clientEndpoints;

	private volatile @Nullable ConnectionListener listener;

	ConnectionTracker(SocketSettings settings, ConnectionLimits limits, AddressPolicy addresses,
			EngineInspector inspector) {
		this.settings = settings;
		this.limits = limits;
		this.addresses = addresses;
		this.inspector = inspector;
		this.handshakeInterval = settings.options().getRequired(SocketOption.HANDSHAKE_IVL, Duration.class);
		this.clientEndpoints = new ClientEndpoints(settings.options());
	}

	/**
	 * Return the connections that are open and authenticated.
	 * @return the connections
	 */
	public List<Connection> getConnections() {
		return this.connections.values().stream().filter(Connection::isReady).toList();
	}

	/**
	 * Return how many connections are open and authenticated.
	 * @return the number
	 */
	public int getConnectionCount() {
		return this.ready.get();
	}

	/**
	 * Return whether a connection is open and authenticated.
	 * @return whether there is one
	 */
	public boolean isConnected() {
		return this.ready.get() > 0;
	}

	/**
	 * Return how many connections are open whose handshake is under way.
	 * @return the number
	 */
	public int getPendingHandshakes() {
		return this.pending.size();
	}

	/**
	 * Return how the handshakes ended.
	 * @return the statistics
	 */
	public HandshakeStatistics getStatistics() {
		return this.statistics;
	}

	/**
	 * Return why our own clients are refused at this moment.
	 * @return the reason by endpoint; empty when none is refused
	 */
	public Map<String, FailureReason> getRefusedEndpoints() {
		return this.clientEndpoints.refused();
	}

	/**
	 * Set who is told of changes.
	 * @param listener the listener, {@code null} for nobody
	 */
	public void setListener(@Nullable ConnectionListener listener) {
		this.listener = listener;
	}

	/**
	 * Forget everything that belongs to a socket that was closed.
	 */
	public void reset() {
		this.connections.clear();
		this.pending.clear();
		this.leaving.clear();
		this.ready.set(0);
		this.clientEndpoints.clear();
	}

	void accepted(SocketChannel channel, String endpoint) {
		Connection connection = new Connection(channel, true, endpoint);
		FailureReason reason = reasonToRefuse(connection);
		add(connection);
		if (reason != null) {
			fail(connection, reason, null);
			connection.cut();
		}
	}

	void connected(SocketChannel channel, String endpoint) {
		this.clientEndpoints.tried(endpoint);
		add(new Connection(channel, false, endpoint));
	}

	/**
	 * A greeting has ended, of one of the connections under way: JeroMQ doesn't say
	 * which.
	 */
	void greeted() {
		for (Connection connection : this.pending) {
			if (this.inspector.keepDecoded(connection.channel())) {
				return;
			}
		}
	}

	void retrying(String endpoint) {
		this.clientEndpoints.tried(endpoint);
	}

	void disconnected(SocketChannel channel, boolean refused) {
		Connection connection = this.connections.remove(channel);
		if (connection == null) {
			return;
		}
		this.leaving.remove(connection);
		if (connection.isPending()) {
			finish(connection, this.inspector.inspect(channel), refused);
		}
		if (!connection.isAccepted()) {
			this.clientEndpoints.lost(connection.getEndpoint());
		}
		if (connection.isReady()) {
			this.ready.decrementAndGet();
			notifyChanged();
		}
	}

	/**
	 * Look at the handshakes that are under way: note those that ended, and cut those
	 * that take too long.
	 */
	void sweep() {
		this.pending.forEach(this::sweep);
		this.leaving.forEach(this::seeOff);
		this.connections.values().forEach(this::forgetIfClosed);
		this.clientEndpoints.abandoned().forEach((endpoint) -> {
			ConnectionListener listener = this.listener;
			if (listener != null) {
				listener.connectionAbandoned(endpoint);
			}
		});
	}

	boolean needsSweep() {
		return !this.pending.isEmpty() || !this.leaving.isEmpty() || this.clientEndpoints.hasLost();
	}

	private void finish(Connection connection, Inspection inspection, boolean refused) {
		if (inspection.stage() == HandshakeStage.READY) {
			ready(connection, inspection);
			return;
		}
		FailureReason reason = (refused) ? FailureReason.CLIENT_NOT_ALLOWED
				: HandshakeClassifier.reasonOf(inspection.stage(), connection.age());
		fail(connection, reason, inspection.verdict());
	}

	private void sweep(Connection connection) {
		Inspection inspection = this.inspector.inspect(connection.channel());
		boolean late = connection.age().compareTo(timeoutOf(connection)) > 0;
		if (inspection.stage() == HandshakeStage.READY) {
			ready(connection, inspection);
		}
		else if (connection.isAccepted() && inspection.stage().isRefused()) {
			fail(connection, HandshakeClassifier.reasonOf(inspection.stage(), connection.age()), inspection.verdict());
			this.leaving.add(connection);
		}
		else if (late) {
			fail(connection, FailureReason.TIMEOUT, inspection.verdict());
			connection.cut();
		}
		if (!connection.isAccepted() && connection.isPending()) {
			this.inspector.healRegistration(connection.channel());
		}
	}

	private void seeOff(Connection connection) {
		if (connection.sinceFailure().compareTo(FAREWELL) > 0) {
			connection.cut();
			this.leaving.remove(connection);
		}
	}

	/**
	 * JeroMQ does not tell of connections that end because we closed or disconnected.
	 */
	private void forgetIfClosed(Connection connection) {
		if (!connection.channel().isOpen() && this.connections.remove(connection.channel(), connection)) {
			this.pending.remove(connection);
			this.leaving.remove(connection);
			if (connection.isReady()) {
				this.ready.decrementAndGet();
				notifyChanged();
			}
		}
	}

	private void add(Connection connection) {
		this.pending.add(connection);
		this.connections.put(connection.channel(), connection);
	}

	private @Nullable FailureReason reasonToRefuse(Connection connection) {
		InetSocketAddress address = connection.getRemoteAddress();
		if (address == null || !this.addresses.allows(address.getAddress())) {
			return FailureReason.ADDRESS_DENIED;
		}
		boolean full = this.connections.size() >= this.limits.maxConnections()
				|| this.pending.size() >= this.limits.maxPendingHandshakes();
		return (full) ? FailureReason.LIMIT : null;
	}

	private Duration timeoutOf(Connection connection) {
		return connection.isAccepted() ? this.limits.handshakeTimeout() : this.handshakeInterval;
	}

	/**
	 * JeroMQ lets a client in without asking where it finds no ZAP handler, so a
	 * connection that is ready without a verdict of ours is cut.
	 */
	private void ready(Connection connection, Inspection inspection) {
		ZapVerdict verdict = inspection.verdict();
		boolean judged = !this.settings.security().isCurveServer() || (verdict != null && verdict.peer() != null);
		if (!judged) {
			logger.error("Socket '" + this.settings.name() + "' cut a connection from " + connection.getRemoteAddress()
					+ " that JeroMQ had let in without asking our ZAP handler");
			fail(connection, FailureReason.CLIENT_NOT_ALLOWED, verdict);
			connection.cut();
			return;
		}
		if (connection.succeed((verdict != null) ? verdict.peer() : null)) {
			this.ready.incrementAndGet();
			this.statistics.success();
			this.pending.remove(connection);
			if (!connection.isAccepted()) {
				this.clientEndpoints.succeeded(connection.getEndpoint());
			}
			notifyChanged();
		}
	}

	private void fail(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict) {
		if (!connection.fail()) {
			return;
		}
		CurvePublicKey key = (verdict != null) ? verdict.credentials().publicKey() : null;
		Refusal refusal = new Refusal(Instant.now(), connection.getRemoteAddress(), key, reason,
				connection.isAccepted());
		this.statistics.failure(refusal);
		this.pending.remove(connection);
		if (!connection.isAccepted()) {
			this.clientEndpoints.failed(connection.getEndpoint(), reason);
		}
		this.refusalLog.warn("Handshake of socket '" + this.settings.name() + "' with " + refusal.remoteAddress()
				+ " failed: " + reason.tag() + ((key != null) ? ", key " + key.fingerprint() : ""));
	}

	private void notifyChanged() {
		ConnectionListener listener = this.listener;
		if (listener != null) {
			listener.connectionsChanged();
		}
	}

}
