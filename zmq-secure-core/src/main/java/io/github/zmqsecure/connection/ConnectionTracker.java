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

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.FramePolicy;
import io.github.zmqsecure.jeromq.Inspection;
import io.github.zmqsecure.jeromq.MessageLimits;
import io.github.zmqsecure.jeromq.RoutingIds;
import io.github.zmqsecure.jeromq.SocketFlow;
import io.github.zmqsecure.jeromq.SubscriptionMemory;
import io.github.zmqsecure.memory.MemoryBudget;
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

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private static final ConnectionListener NO_LISTENER = new ConnectionListener() {
	};

	private final SocketSettings settings;

	private final ConnectionLimits limits;

	private final Duration handshakeInterval;

	private final boolean heartbeats;

	private final MessageLimits messageLimits;

	private final MemoryBudget memory;

	private final SubscriptionMemory subscriptions;

	private final RoutingIds routingIds;

	private final EngineInspector inspector;

	private final ClientAccess access;

	private final ConnectionAdmission admission;

	private final ConnectionRegistry connections;

	private final HandshakeStatistics statistics = new HandshakeStatistics();

	private final RefusalReporter refusals;

	private final ClientEndpoints clientEndpoints;

	private volatile @Nullable SocketFlow flow;

	private final ConnectionLog log;

	private volatile @Nullable Instant disconnectedSince = Instant.now();

	private volatile ConnectionListener listener = NO_LISTENER;

	ConnectionTracker(SocketSettings settings, ConnectionLimits limits, AddressPolicy addresses, MemoryBudget memory,
			SubscriptionMemory subscriptions, EngineInspector inspector, ClientAccess access) {
		this.memory = memory;
		this.settings = settings;
		this.limits = limits;
		this.admission = new ConnectionAdmission(addresses, limits);
		this.connections = new ConnectionRegistry(this.admission);
		this.messageLimits = MessageLimits.of(settings.options());
		this.subscriptions = subscriptions;
		this.routingIds = new RoutingIds(
				Boolean.TRUE.equals(settings.options().get(SocketOption.ROUTER_HANDOVER, Boolean.class)));
		this.inspector = inspector;
		this.access = access;
		this.refusals = new RefusalReporter(settings.name(), this.statistics);
		this.handshakeInterval = settings.options().getRequired(SocketOption.HANDSHAKE_IVL, Duration.class);
		this.clientEndpoints = new ClientEndpoints(settings.options());
		this.log = new ConnectionLog(settings.name());
		Duration heartbeat = settings.options().get(SocketOption.HEARTBEAT_IVL, Duration.class);
		this.heartbeats = heartbeat != null && !heartbeat.isZero();
	}

	/**
	 * Return the connections that are open and authenticated.
	 * @return the connections
	 */
	public List<Connection> getConnections() {
		return this.connections.all().stream().filter(Connection::isReady).toList();
	}

	/**
	 * Return how many connections are open and authenticated.
	 * @return the number
	 */
	public int getConnectionCount() {
		return this.connections.ready();
	}

	/**
	 * Return whether a connection is open and authenticated.
	 * @return whether there is one
	 */
	public boolean isConnected() {
		return this.connections.ready() > 0;
	}

	/**
	 * Return since when no connection is open and authenticated.
	 * @return the time, {@code null} while there is one
	 */
	public @Nullable Instant getDisconnectedSince() {
		return this.disconnectedSince;
	}

	/**
	 * Return the addresses of servers that we are connected with.
	 * @return the addresses as JeroMQ writes them
	 */
	public Set<String> getConnectedAddresses() {
		return getConnections().stream()
			.filter((connection) -> !connection.isAccepted())
			.map(Connection::getEndpoint)
			.collect(Collectors.toSet());
	}

	/**
	 * Return how many connections are open whose handshake is under way.
	 * @return the number
	 */
	public int getPendingHandshakes() {
		return this.connections.pending().size();
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
	 * Set what the socket connects to.
	 * @param endpoints the endpoints by the addresses that JeroMQ's events bear
	 */
	public void setEndpoints(Map<String, String> endpoints) {
		this.clientEndpoints.setEndpoints(endpoints);
	}

	/**
	 * Set who is told of changes.
	 * @param listener the listener, {@code null} for nobody
	 */
	public void setListener(@Nullable ConnectionListener listener) {
		this.listener = (listener != null) ? listener : NO_LISTENER;
	}

	/**
	 * Forget everything that belongs to a socket that was closed.
	 */
	public void reset() {
		this.routingIds.vacate();
		this.connections.clear();
		this.clientEndpoints.clear();
		this.disconnectedSince = Instant.now();
	}

	/**
	 * Return what messages may occupy, those of this socket and of all others.
	 * @return the budget
	 */
	public MemoryBudget getMemory() {
		return this.memory;
	}

	/**
	 * Return what bounds the bytes of the messages of the socket.
	 * @return the bounds of the socket as it was made last
	 */
	public @Nullable SocketFlow getFlow() {
		return this.flow;
	}

	void setFlow(SocketFlow flow) {
		this.flow = flow;
	}

	/**
	 * Return what a ZeroMQ socket accepts that was just made.
	 */
	FramePolicy newFramePolicy() {
		return this.subscriptions.policyOf(this.settings, () -> this.listener.messageDiscarded());
	}

	/**
	 * Return the routing ids that the peers of the socket claim.
	 * @return the routing ids
	 */
	public RoutingIds getRoutingIds() {
		return this.routingIds;
	}

	MessageLimits getMessageLimits() {
		return this.messageLimits;
	}

	String getName() {
		return this.settings.name();
	}

	/**
	 * Return the connections on whose other end our ZAP handler decides, whichever side
	 * opened them.
	 */
	Collection<Connection> getClients() {
		return this.settings.security().isCurveServer() ? this.connections.all() : List.of();
	}

	/**
	 * Close a connection that was authenticated. It counts as closed at once: JeroMQ
	 * notices only when it reads again, which back-pressure may put off.
	 */
	void revoke(Connection connection) {
		if (this.connections.revoke(connection)) {
			connection.cut("access was taken away");
			lost(connection);
			this.listener.connectionsChanged();
		}
	}

	void accepted(SocketChannel channel, String endpoint) {
		Connection connection = new Connection(channel, true, endpoint);
		AdmissionResult result = this.admission.admit(connection);
		this.connections.add(connection);
		FailureReason denied = result.denied();
		if (denied != null) {
			fail(connection, denied, null, result.limit());
			connection.cut();
		}
		Connection evicted = result.evicted();
		if (evicted != null) {
			fail(evicted, FailureReason.LIMIT, null, result.limit());
			evicted.cut();
		}
	}

	void connected(SocketChannel channel, String endpoint) {
		this.clientEndpoints.tried(endpoint);
		this.connections.add(new Connection(channel, false, endpoint));
	}

	/**
	 * Return whether the socket may be given a connection whose handshake succeeded.
	 * JeroMQ lets a client in without asking where it finds no ZAP handler, so a
	 * connection without a verdict of ours is cut.
	 */
	boolean admits(SocketChannel channel, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		if (connection == null) {
			return false;
		}
		AuthenticatedPeer peer = (verdict != null) ? verdict.peer() : null;
		if (peer == null && this.settings.security().isCurveServer()) {
			logger.error("Socket '" + this.settings.name() + "' cut a connection from " + connection.getRemoteAddress()
					+ " that JeroMQ had let in without asking our ZAP handler");
			fail(connection, FailureReason.CLIENT_NOT_ALLOWED, verdict, null);
			connection.cut();
			return false;
		}
		if (peer != null && this.access.isRevoked(getName(), peer)) {
			fail(connection, FailureReason.CLIENT_NOT_ALLOWED, verdict, null);
			connection.cut();
			return false;
		}
		if (peer != null && this.connections.countOf(peer) >= this.limits.maxConnectionsPerPeer()) {
			fail(connection, FailureReason.LIMIT, verdict, "max-connections-per-peer");
			connection.cut();
			return false;
		}
		return true;
	}

	/**
	 * The socket was told of a connection.
	 */
	void bound(SocketChannel channel) {
		this.connections.bound(channel);
	}

	/**
	 * The owner of the socket has taken note of the end of a connection.
	 */
	void unbound(SocketChannel channel) {
		this.connections.unbound(channel);
	}

	/**
	 * The socket was given a connection.
	 */
	void ready(SocketChannel channel, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		AuthenticatedPeer peer = (verdict != null) ? verdict.peer() : null;
		if (connection != null && this.connections.succeed(connection, peer)) {
			this.statistics.success();
			if (!connection.isAccepted()) {
				this.clientEndpoints.succeeded(connection.getEndpoint());
			}
			this.disconnectedSince = null;
			this.log.connected(connection);
			this.listener.connectionsChanged();
			if (peer != null && this.access.isRevoked(getName(), peer)) {
				revoke(connection);
			}
		}
	}

	/**
	 * The socket can't have a connection although JeroMQ would let it in.
	 */
	void refused(SocketChannel channel) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			fail(connection, FailureReason.PROTOCOL, null, null);
			connection.cut();
		}
	}

	/**
	 * A peer claims a routing id that it may not have.
	 */
	void routingIdRefused(SocketChannel channel, @Nullable ZapVerdict verdict) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			fail(connection, FailureReason.ROUTING_ID, verdict, null);
			connection.cut();
		}
	}

	/**
	 * A peer came back with the routing id of a connection that is still open.
	 */
	void superseded(SocketChannel channel) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.refusals.superseded(connection);
			connection.cut();
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
		fail(connection, FailureReason.PROTOCOL, null, "unguarded");
	}

	void connecting(String endpoint) {
		this.clientEndpoints.tried(endpoint);
	}

	void retrying(String endpoint, Duration pause) {
		this.clientEndpoints.retrying(endpoint, pause);
	}

	void disconnected(SocketChannel channel, boolean refused) {
		Connection connection = this.connections.remove(channel);
		if (connection == null) {
			return;
		}
		if (connection.isPending()) {
			finish(connection, this.inspector.inspect(channel), refused);
		}
		if (!connection.isAccepted()) {
			this.clientEndpoints.lost(connection.getEndpoint());
		}
		release(connection);
	}

	/**
	 * Look at the handshakes that are under way: note those that ended, and cut those
	 * that take too long.
	 */
	void sweep() {
		this.connections.pending().forEach(this::sweepSafely);
		this.connections.seeOff();
		this.connections.all().forEach(this::forgetIfClosed);
		this.clientEndpoints.abandoned().forEach(this.listener::connectionAbandoned);
	}

	/**
	 * End the connections whose other end leaves heartbeats unanswered.
	 */
	void checkHeartbeats() {
		if (this.heartbeats) {
			for (Connection connection : this.connections.all()) {
				if (connection.isReady() && this.inspector.isHeartbeatMissed(connection.channel())) {
					connection.cut("a heartbeat was left unanswered");
				}
			}
		}
	}

	boolean hasHeartbeats() {
		return this.heartbeats && this.connections.ready() > 0;
	}

	boolean needsSweep() {
		return this.connections.needsSweep() || this.clientEndpoints.hasLost();
	}

	private void finish(Connection connection, Inspection inspection, boolean refused) {
		FailureReason reason = (refused) ? FailureReason.CLIENT_NOT_ALLOWED
				: HandshakeClassifier.reasonOf(inspection.stage(), connection.age());
		fail(connection, reason, inspection.verdict(), null);
	}

	/**
	 * What fails for one connection must not cost the others, nor itself its deadline.
	 */
	private void sweepSafely(Connection connection) {
		try {
			sweep(connection);
		}
		catch (Throwable ex) {
			failureLog.error("A connection of socket '" + getName() + "' could not be looked at", ex);
			if (connection.age().compareTo(timeoutOf(connection)) > 0) {
				connection.cut();
			}
		}
	}

	private void sweep(Connection connection) {
		Inspection inspection = this.inspector.inspect(connection.channel());
		boolean late = connection.age().compareTo(timeoutOf(connection)) > 0;
		if (isOfClient(connection) && inspection.stage().isRefused()) {
			fail(connection, HandshakeClassifier.reasonOf(inspection.stage(), connection.age()), inspection.verdict(),
					null);
			this.connections.leave(connection);
		}
		else if (late) {
			fail(connection, FailureReason.TIMEOUT, inspection.verdict(), null);
			connection.cut();
		}
		if (!connection.isAccepted() && connection.isPending()) {
			this.inspector.healRegistration(connection.channel());
		}
	}

	/**
	 * JeroMQ does not tell of connections that end because we closed or disconnected.
	 */
	private void forgetIfClosed(Connection connection) {
		if (!connection.channel().isOpen() && this.connections.remove(connection.channel()) != null) {
			release(connection);
		}
	}

	private void lost(Connection connection) {
		if (this.connections.ready() == 0) {
			this.disconnectedSince = Instant.now();
		}
		this.log.lost(connection, connection.cutReason());
	}

	private void release(Connection connection) {
		if (this.connections.release(connection)) {
			lost(connection);
			this.listener.connectionsChanged();
		}
	}

	private Duration timeoutOf(Connection connection) {
		return connection.isAccepted() ? this.limits.handshakeTimeout() : this.handshakeInterval;
	}

	private void fail(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict,
			@Nullable String limit) {
		if (!this.connections.fail(connection)) {
			return;
		}
		this.refusals.failed(connection, reason, verdict, limit);
		if (!isOfClient(connection)) {
			this.clientEndpoints.failed(connection.getEndpoint(), reason);
		}
	}

	private boolean isOfClient(Connection connection) {
		return connection.isAccepted() || this.settings.security().isCurveServer();
	}

	void cutOff(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			connection.cutReason("its message exceeds '" + limit + "'");
			this.refusals.cutOff(connection, verdict, limit, "which exceeds");
			this.listener.messageTooLarge();
		}
	}

	void stalled(SocketChannel channel, @Nullable ZapVerdict verdict, String limit) {
		Connection connection = this.connections.get(channel);
		if (connection != null) {
			this.refusals.cutOff(connection, verdict, limit, "which does not get on and keeps others waiting by");
		}
	}

}
