// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.jeromq.ContextSubscriptions;
import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.FramePolicy;
import io.github.zmqsecure.jeromq.HeartbeatPolicy;
import io.github.zmqsecure.jeromq.MessageLimits;
import io.github.zmqsecure.jeromq.RoutingIds;
import io.github.zmqsecure.jeromq.SocketFlow;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Knows the connections of one socket and how their handshakes ended.
 * {@link ConnectionEvents} take note of what JeroMQ tells; the {@link HandshakeSweeper}
 * looks at connections in between. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SocketConnections {

	private final SocketSettings settings;

	private final MessageLimits messageLimits;

	private final MemoryBudget memory;

	private final ContextSubscriptions subscriptions;

	private final RoutingIds routingIds;

	private final ConnectionRegistry connections;

	private final ReconnectTracker endpoints;

	private final ConnectionOutcomes outcomes;

	private final ConnectionEvents events;

	private final HandshakeSweeper sweeper;

	private final HeartbeatPolicy heartbeats;

	private final HeartbeatMonitor heartbeatMonitor;

	private final Runnable wakeGuard;

	private volatile @Nullable SocketFlow flow;

	private volatile boolean relayed;

	private volatile HeaderMode headers = HeaderMode.FALSE;

	SocketConnections(SocketSettings settings, ConnectionLimits limits, AddressPolicy addresses, MemoryBudget memory,
			ContextSubscriptions subscriptions, EngineInspector inspector, ClientAccess access, SocketKeys keys,
			PeerEvents events, Runnable wakeGuard) {
		this.settings = settings;
		this.messageLimits = MessageLimits.of(settings.options());
		this.memory = memory;
		this.subscriptions = subscriptions;
		this.routingIds = new RoutingIds(
				Boolean.TRUE.equals(settings.options().get(SocketOption.ROUTER_HANDOVER, Boolean.class)));
		ConnectionAdmission admission = new ConnectionAdmission(addresses, limits);
		this.connections = new ConnectionRegistry(admission);
		this.endpoints = new ReconnectTracker(settings.options());
		this.outcomes = new ConnectionOutcomes(settings, this.connections, this.endpoints, keys, events);
		this.events = new ConnectionEvents(settings, limits, admission, this.connections, this.outcomes, this.endpoints,
				inspector, access);
		this.sweeper = new HandshakeSweeper(settings, limits, this.connections, this.outcomes, this.endpoints,
				inspector);
		this.heartbeats = HeartbeatPolicy.of(settings.options());
		this.wakeGuard = wakeGuard;
		this.heartbeatMonitor = new HeartbeatMonitor(this.heartbeats, this.connections, this.outcomes, inspector);
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
		return this.outcomes.getDisconnectedSince();
	}

	/**
	 * Return the endpoints of servers that the socket is connected with.
	 * @return the endpoints as they were set
	 */
	public Set<String> getConnectedEndpoints() {
		return this.endpoints.endpointsOf(getConnections().stream()
			.filter((connection) -> !connection.isAccepted())
			.map(Connection::getEndpoint)
			.toList());
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
		return this.outcomes.getStatistics();
	}

	/**
	 * Return why the clients of this application are refused at this moment.
	 * @return the reason by endpoint; empty when none is refused
	 */
	public Map<String, FailureReason> getRefusedEndpoints() {
		return this.endpoints.refused();
	}

	/**
	 * Set what the socket connects to.
	 * @param endpoints the endpoints by the addresses that JeroMQ's events bear, in order
	 * @param movable those endpoints that have other addresses, and so are abandoned as
	 * soon as they can't be connected to
	 */
	public void setEndpoints(Map<String, ? extends Set<String>> endpoints, Set<String> movable) {
		this.endpoints.setEndpoints(endpoints, movable);
	}

	/**
	 * Look once more, later, at an endpoint that was taken for abandoned.
	 * @param address the address of the endpoint as JeroMQ's events bear it
	 * @return whether it is, {@code false} if it was before and not connected since
	 */
	public boolean spare(String address) {
		boolean spared = this.endpoints.spare(address);
		wakeGuard();
		return spared;
	}

	/**
	 * Set who is notified of changes.
	 * @param listener the listener, {@code null} for nobody
	 */
	public void setListener(@Nullable ConnectionListener listener) {
		this.outcomes.setListener(listener);
	}

	/**
	 * Forget everything that belongs to a socket that was closed.
	 */
	public void reset() {
		this.routingIds.vacate();
		this.connections.clear();
		this.endpoints.clear();
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

	/**
	 * Set whether the messages of the socket bear a header frame. To be called before the
	 * socket is made.
	 * @param headers the mode that is in force
	 */
	public void setHeaderMode(HeaderMode headers) {
		this.headers = headers;
	}

	HeaderMode getHeaderMode() {
		return this.headers;
	}

	void setFlow(SocketFlow flow) {
		this.flow = flow;
	}

	/**
	 * Take note that another socket subscribes to what the peers of this one do, so that
	 * a publisher takes them all for one subscriber. To be called before the socket is
	 * opened.
	 */
	public void relaySubscriptions() {
		this.relayed = true;
	}

	/** Return what a ZeroMQ socket accepts that was just made. */
	FramePolicy newFramePolicy(ZMQ.Socket socket) {
		return this.subscriptions.policyOf(socket, this.settings, this.relayed,
				() -> this.outcomes.getListener().messageDiscarded());
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
	 * Return the connections on whose other end the ZAP handler of this library decides,
	 * whichever side opened them.
	 */
	Collection<Connection> getClients() {
		return this.settings.security().isCurveServer() ? this.connections.all() : List.of();
	}

	/** Close a connection that was authenticated. */
	void revoke(Connection connection) {
		this.outcomes.revoke(connection);
	}

	/** Have the guard look at the connections. */
	void wakeGuard() {
		this.wakeGuard.run();
	}

	ConnectionEvents getEvents() {
		return this.events;
	}

	HeartbeatPolicy getHeartbeats() {
		return this.heartbeats;
	}

	HeartbeatMonitor getHeartbeatMonitor() {
		return this.heartbeatMonitor;
	}

	HandshakeSweeper getSweeper() {
		return this.sweeper;
	}

}
