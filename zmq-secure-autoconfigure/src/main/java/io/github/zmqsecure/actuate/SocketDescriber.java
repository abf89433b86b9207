// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.actuate.SocketDescriptor.HandshakesDescriptor;
import io.github.zmqsecure.actuate.SocketDescriptor.MessagesDescriptor;
import io.github.zmqsecure.actuate.SocketDescriptor.PeerDescriptor;
import io.github.zmqsecure.actuate.SocketDescriptor.QueueDescriptor;
import io.github.zmqsecure.actuate.SocketDescriptor.RefusalDescriptor;
import io.github.zmqsecure.actuate.SocketDescriptor.SecurityDescriptor;
import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketKeys;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;

/**
 * Describes a socket for the endpoint.
 */
class SocketDescriber {

	private final SocketKeys socketKeys;

	private final ConnectionManager connectionManager;

	private final ClientAuthorizer authorizer;

	SocketDescriber(SocketKeys socketKeys, ConnectionManager connectionManager, ClientAuthorizer authorizer) {
		this.authorizer = authorizer;
		this.socketKeys = socketKeys;
		this.connectionManager = connectionManager;
	}

	SocketDescriptor describe(ManagedSocket socket) {
		SocketSettings settings = socket.getSettings();
		return new SocketDescriptor(settings.type().name(), socket.isOpen(), socket.getEndpoints().getBound(),
				socket.getEndpoints().getConnected(), securityOf(settings), optionsOf(settings),
				new QueueDescriptor(socket.getGauges().getQueueDepth(), socket.getGauges().getQueueCapacity(),
						socket.getGauges().getOldestAge().toMillis(), socket.getGauges().getPipeDepthOutbound(),
						socket.getGauges().getPipeDepthInbound()),
				MessagesDescriptor.of(socket.getStatistics()), handshakesOf(socket),
				socket.getConnections().getConnections().stream().map(PeerDescriptor::of).toList(),
				socket.getConnections().getStatistics().getRefusals().stream().map(RefusalDescriptor::of).toList(),
				this.connectionManager.getRevoked(socket.getName()));
	}

	private SecurityDescriptor securityOf(SocketSettings settings) {
		if (settings.security().mechanism() == Mechanism.NULL) {
			return new SecurityDescriptor(Mechanism.NULL.name(), null, null, null, null);
		}
		boolean server = settings.security().isCurveServer();
		return new SecurityDescriptor(Mechanism.CURVE.name(), settings.security().role().name(),
				this.socketKeys.pairOf(settings).publicKey().fingerprint(),
				(server) ? null : this.socketKeys.serverKeyOf(settings).fingerprint(),
				(server) ? clientsOf(settings.name()) : null);
	}

	/**
	 * Only the authorizer of this library decides by lists.
	 */
	private @Nullable List<String> clientsOf(String socket) {
		AllowedClients clients = (this.authorizer instanceof PeerClientAuthorizer peers) ? peers.getClients(socket)
				: null;
		return (clients != null) ? clients.entries() : null;
	}

	private static Map<String, Object> optionsOf(SocketSettings settings) {
		Map<String, Object> options = new LinkedHashMap<>();
		settings.options().forEach((SocketOption option, Object value) -> {
			if (option.appliesTo(settings.type())) {
				options.put(option.key(),
						(value instanceof Number || value instanceof Boolean) ? value : value.toString());
			}
		});
		return options;
	}

	private static HandshakesDescriptor handshakesOf(ManagedSocket socket) {
		HandshakeStatistics statistics = socket.getConnections().getStatistics();
		Map<String, Long> failures = new LinkedHashMap<>();
		for (FailureReason reason : FailureReason.values()) {
			failures.put(reason.tag(), statistics.getFailed(reason));
		}
		return new HandshakesDescriptor(statistics.getSucceeded(), socket.getConnections().getPendingHandshakes(),
				failures);
	}

}
