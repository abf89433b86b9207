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
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyExpiry;
import io.github.zmqsecure.listener.ListenerSockets;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.thread.GuardedThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the sockets. It is down when a socket is not open, when
 * nobody authenticates clients, when an I/O thread is dead, when a thread that it depends
 * on is missing, failing or stuck, when a server refuses a socket, or when an outbound
 * queue is stuck. What unauthenticated peers do to servers never turns it down.
 *
 * @since 0.1.0
 */
public class ZmqHealthIndicator extends AbstractHealthIndicator {

	private final ManagedSockets sockets;

	private final ZapSupervisor authentication;

	private final HardenedContext context;

	private final GuardedThreads threads;

	private final SocketKeys keys;

	private final CurveCrypto crypto;

	private final CurveKeys curveKeys;

	private final ClientAuthorizer authorizer;

	private final @Nullable ListenerSockets listeners;

	private final Duration queueFullFor;

	private final Duration keyExpiryWarning;

	/**
	 * Create a health indicator.
	 * @param sockets the sockets
	 * @param authentication keeps the ZAP handler answering
	 * @param context the context of the sockets
	 * @param threads the guarded threads
	 * @param keys the keys of the sockets
	 * @param crypto the cryptography in use
	 * @param curveKeys the keys, which know what is wrong with their files
	 * @param authorizer decides on clients
	 * @param listeners the listeners, {@code null} if there can't be any
	 * @param queueFullFor how long an outbound queue may be full without a message
	 * leaving it, or a listener without being done with one
	 * @param keyExpiryWarning how soon a key must end to be shown
	 */
	public ZmqHealthIndicator(ManagedSockets sockets, ZapSupervisor authentication, HardenedContext context,
			GuardedThreads threads, SocketKeys keys, CurveCrypto crypto, CurveKeys curveKeys,
			ClientAuthorizer authorizer, @Nullable ListenerSockets listeners, Duration queueFullFor,
			Duration keyExpiryWarning) {
		super("ZeroMQ health check failed");
		this.sockets = sockets;
		this.authentication = authentication;
		this.context = context;
		this.threads = threads;
		this.keys = keys;
		this.crypto = crypto;
		this.curveKeys = curveKeys;
		this.authorizer = authorizer;
		this.listeners = listeners;
		this.queueFullFor = queueFullFor;
		this.keyExpiryWarning = keyExpiryWarning;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<String> problems = new ArrayList<>();
		if (!this.authentication.isAnswering()) {
			problems.add("The ZAP handler does not answer, so no client is let in");
		}
		String problem = this.sockets.getProblem();
		if (problem != null) {
			problems.add(problem);
		}
		else if (!this.context.isAlive()) {
			problems.add("An I/O thread is dead");
		}
		this.threads.getProblems().forEach((name, state) -> problems.add("Thread '" + name + "' is " + state));
		Map<String, Object> details = new LinkedHashMap<>();
		for (ManagedSocket socket : this.sockets.getAll()) {
			addProblems(problems, socket);
			details.put(socket.getName(), detailsOf(socket));
		}
		ListenerSockets listenerSockets = this.listeners;
		if (listenerSockets != null) {
			ListenerHealth listeners = new ListenerHealth(listenerSockets.getStatuses(), this.queueFullFor);
			listeners.addProblems(problems);
			builder.withDetail("listeners", listeners.details());
		}
		builder.status((problems.isEmpty()) ? Status.UP : Status.DOWN);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems);
		}
		builder.withDetail("zapHandler", this.authentication.isAnswering() ? "answering" : "not answering");
		builder.withDetail("guards", this.threads.getStates());
		builder.withDetail("memory", Map.of("held", this.sockets.getMemory().getHeld(), "max",
				this.sockets.getMemory().getLimits().total()));
		builder.withDetail("crypto", this.crypto.getDescription());
		if (!this.curveKeys.getProblems().isEmpty()) {
			builder.withDetail("keyProblems", this.curveKeys.getProblems());
		}
		List<String> expiries = KeyExpiry.warnings(this.curveKeys, this.keyExpiryWarning);
		if (!expiries.isEmpty()) {
			builder.withDetail("keyExpiry", expiries);
		}
		builder.withDetail("sockets", details);
	}

	private void addProblems(List<String> problems, ManagedSocket socket) {
		String name = "Socket '" + socket.getName() + "' ";
		if (!socket.isOpen()) {
			problems.add(name + "is not open");
		}
		socket.getConnections()
			.getRefusedEndpoints()
			.forEach((endpoint, reason) -> problems.add(name + "is refused by " + endpoint + ": " + reason.tag()));
		socket.getEndpoints()
			.getConnectProblems()
			.forEach((endpoint, problem) -> problems.add(name + "can't be connected to " + endpoint + ": " + problem));
		if (socket.getGauges().getFullFor().compareTo(this.queueFullFor) > 0) {
			problems.add(name + "has a full outbound queue from which no message has left for "
					+ socket.getGauges().getFullFor().toSeconds() + " s");
		}
	}

	private Map<String, Object> detailsOf(ManagedSocket socket) {
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
				details.put("serverKey", serverKeyOf(socket).fingerprint());
			}
		}
		return details;
	}

	/**
	 * The key that is in use, or else the newest.
	 */
	private CurvePublicKey serverKeyOf(ManagedSocket socket) {
		return socket.getConnections()
			.getConnections()
			.stream()
			.map(Connection::getServerKey)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> this.keys.serverKeyOf(socket.getSettings()));
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
