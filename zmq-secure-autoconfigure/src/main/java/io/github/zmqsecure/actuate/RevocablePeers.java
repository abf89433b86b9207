// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.zmqsecure.actuate.ZmqEndpoint.UnknownDescriptor;
import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.curve.CurveKeys;
import org.jspecify.annotations.Nullable;

/**
 * Tells peers that can be revoked from names that were mistyped: whoever revokes a peer
 * must not believe that it is out when it is not. Where an authorizer of the application
 * decides, nobody knows its names, so each may be one.
 */
class RevocablePeers {

	private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/_-]{43}");

	private final ManagedSockets sockets;

	private final CurveKeys keys;

	private final ClientAuthorizer authorizer;

	RevocablePeers(ManagedSockets sockets, CurveKeys keys, ClientAuthorizer authorizer) {
		this.sockets = sockets;
		this.keys = keys;
		this.authorizer = authorizer;
	}

	@Nullable UnknownDescriptor findUnknownServer(String name) {
		List<String> servers = servers().stream().map(ManagedSocket::getName).toList();
		return (servers.contains(name)) ? null : UnknownDescriptor.of("There is no such CURVE server", name, servers);
	}

	@Nullable UnknownDescriptor findUnknown(String name, String peer) {
		UnknownDescriptor unknown = findUnknownServer(name);
		if (unknown != null) {
			return unknown;
		}
		if (FINGERPRINT.matcher(peer).matches() || !(this.authorizer instanceof PeerClientAuthorizer peers)) {
			return null;
		}
		Set<String> known = new TreeSet<>(this.keys.getPeerNames());
		known.addAll(this.keys.getKeyPairNames());
		AllowedClients clients = peers.getClients(name);
		known.addAll((clients != null) ? clients.names() : Set.of());
		known.addAll(connectedTo(name));
		return (known.contains(peer)) ? null : UnknownDescriptor.of("There is no such peer", peer, known);
	}

	private Collection<String> connectedTo(String name) {
		return servers().stream()
			.filter((socket) -> socket.getName().equals(name))
			.flatMap((socket) -> socket.getConnections().getConnections().stream())
			.map(Connection::getPeer)
			.filter(Objects::nonNull)
			.map(AuthenticatedPeer::name)
			.toList();
	}

	private List<ManagedSocket> servers() {
		return this.sockets.getAll()
			.stream()
			.filter((socket) -> socket.getSettings().security().isCurveServer())
			.toList();
	}

}
