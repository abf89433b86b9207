// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.listener.ListenerStatus;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for one socket. It is down when the socket is not open, when a
 * server refuses it, when its outbound queue or a listener of it is stuck, and, where a
 * connection is required, as long as there is none. What unauthenticated peers do to it
 * never turns it down.
 *
 * @since 0.1.0
 */
public class ZmqSocketHealthIndicator extends AbstractHealthIndicator {

	private final ManagedSocket socket;

	private final SocketKeys keys;

	private final ClientAuthorizer authorizer;

	private final @Nullable ListenerSockets listeners;

	private final Duration queueFullFor;

	private final @Nullable ConnectionRequirement requirement;

	/**
	 * Create a health indicator.
	 * @param socket the socket
	 * @param keys the keys of the sockets
	 * @param authorizer decides on clients
	 * @param listeners the listeners, {@code null} if there can't be any
	 * @param queueFullFor how long an outbound queue may be full without a message
	 * leaving it, or a listener without being done with one
	 * @param requirement what is required of its connections, {@code null} for nothing
	 */
	public ZmqSocketHealthIndicator(ManagedSocket socket, SocketKeys keys, ClientAuthorizer authorizer,
			@Nullable ListenerSockets listeners, Duration queueFullFor, @Nullable ConnectionRequirement requirement) {
		super("ZeroMQ health check of socket '" + socket.getName() + "' failed");
		this.socket = socket;
		this.keys = keys;
		this.authorizer = authorizer;
		this.listeners = listeners;
		this.queueFullFor = queueFullFor;
		this.requirement = requirement;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<String> problems = problems();
		ListenerHealth listeners = new ListenerHealth(listeners(), this.queueFullFor);
		listeners.addProblems(problems);
		Status status = (problems.isEmpty()) ? Status.UP : Status.DOWN;
		ConnectionRequirement requirement = this.requirement;
		if (requirement != null && !requirement.isMetBy(this.socket.getConnections())) {
			problems.add("Socket '" + this.socket.getName() + "' has no connection, and one is required");
			status = (status.equals(Status.UP)) ? requirement.otherwise() : status;
		}
		builder.status(status);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems);
		}
		builder.withDetails(details());
		if (!listeners.statuses().isEmpty()) {
			builder.withDetail("listeners", listeners.details());
		}
	}

	private List<ListenerStatus> listeners() {
		ListenerSockets listeners = this.listeners;
		return (listeners != null) ? listeners.getStatuses()
			.stream()
			.filter((status) -> status.socket().equals(this.socket.getName()))
			.toList() : List.of();
	}

	private List<String> problems() {
		List<String> problems = new ArrayList<>();
		String name = "Socket '" + this.socket.getName() + "' ";
		if (!this.socket.isOpen()) {
			problems.add(name + "is not open");
		}
		this.socket.getConnections()
			.getRefusedEndpoints()
			.forEach((endpoint, reason) -> problems.add(name + "is refused by " + endpoint + ": " + reason.tag()));
		this.socket.getEndpoints()
			.getConnectProblems()
			.forEach((endpoint, problem) -> problems.add(name + "can't be connected to " + endpoint + ": " + problem));
		if (this.socket.getGauges().getFullFor().compareTo(this.queueFullFor) > 0) {
			problems.add(name + "has a full outbound queue from which no message has left for "
					+ this.socket.getGauges().getFullFor().toSeconds() + " s");
		}
		return problems;
	}

	private Map<String, Object> details() {
		ManagedSocket socket = this.socket;
		SocketConnections connections = socket.getConnections();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", (socket.isOpen()) ? "OPEN" : "CLOSED");
		details.put("type", socket.getSettings().type());
		putUnlessEmpty(details, "bound", socket.getEndpoints().getBound());
		putUnlessEmpty(details, "connects", socket.getEndpoints().getConnected());
		putUnlessEmpty(details, "connected", socket.getEndpoints().getEstablished());
		if (!socket.getEndpoints().getUnresolved().isEmpty()) {
			details.put("resolving", socket.getEndpoints().getUnresolved());
		}
		Instant disconnectedSince = connections.getDisconnectedSince();
		if (disconnectedSince != null
				&& socket.getEndpoints().getEstablished().size() < socket.getEndpoints().getConnected().size()) {
			details.put("disconnectedSince", disconnectedSince.toString());
		}
		if (this.authorizer instanceof PeerClientAuthorizer peers) {
			putUnlessEmpty(details, "absentClients", List.copyOf(peers.getAbsentClients(socket.getName())));
		}
		details.put("connections", connections.getConnectionCount());
		details.put("pendingHandshakes", connections.getPendingHandshakes());
		details.put("queue",
				Map.of("depth", socket.getGauges().getQueueDepth(), "capacity", socket.getGauges().getQueueCapacity()));
		details.put("handshakeFailures", failuresOf(connections.getStatistics()));
		if (socket.getSettings().security().mechanism() == Mechanism.CURVE) {
			details.put("key", this.keys.pairOf(socket.getSettings()).publicKey().fingerprint());
			if (!socket.getSettings().security().isCurveServer()) {
				details.put("serverKey", serverKey().fingerprint());
			}
		}
		return details;
	}

	/**
	 * The key that is in use, or else the newest.
	 */
	private CurvePublicKey serverKey() {
		return this.socket.getConnections()
			.getConnections()
			.stream()
			.map(Connection::getServerKey)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> this.keys.serverKeyOf(this.socket.getSettings()));
	}

	private static void putUnlessEmpty(Map<String, Object> details, String name, List<String> values) {
		if (!values.isEmpty()) {
			details.put(name, values);
		}
	}

	private static Map<String, Long> failuresOf(HandshakeStatistics statistics) {
		Map<String, Long> failures = new LinkedHashMap<>();
		for (FailureReason reason : FailureReason.values()) {
			long count = statistics.getFailed(reason);
			if (count > 0) {
				failures.put(reason.tag(), count);
			}
		}
		return failures;
	}

}
