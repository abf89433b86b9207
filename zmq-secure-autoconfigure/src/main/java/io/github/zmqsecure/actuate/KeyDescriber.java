// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.Connection;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.connection.KeyUse;
import io.github.zmqsecure.connection.KeyUses;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import org.jspecify.annotations.Nullable;

/**
 * Describes keys and how all sockets together use them.
 */
class KeyDescriber {

	private final Collection<ManagedSocket> sockets;

	private final Map<CurvePublicKey, Long> connectionsOfOwn = new HashMap<>();

	private final Map<CurvePublicKey, Long> connectionsOfPeers = new HashMap<>();

	/**
	 * Count the connections of each key once, for all keys that are described.
	 */
	KeyDescriber(Collection<ManagedSocket> sockets) {
		this.sockets = sockets;
		for (ManagedSocket socket : sockets) {
			boolean server = socket.getSettings().security().isCurveServer();
			for (Connection connection : socket.getConnections().getConnections()) {
				count(this.connectionsOfOwn, (server) ? connection.getServerKey() : connection.getClientKey());
				count(this.connectionsOfPeers, (server) ? clientOf(connection) : connection.getServerKey());
			}
		}
	}

	KeyDescriptor describe(OwnKey key) {
		List<KeyUse> uses = uses(key.publicKey(), HandshakeStatistics::getOwnKeys);
		return new KeyDescriptor(key.publicKey().fingerprint(), key.lifetime().created(), key.lifetime().expires(),
				key.until(), handshakes(uses), lastUsed(uses), this.connectionsOfOwn.getOrDefault(key.publicKey(), 0L));
	}

	KeyDescriptor describe(PeerKey key) {
		List<KeyUse> uses = uses(key.publicKey(), HandshakeStatistics::getPeerKeys);
		return new KeyDescriptor(key.publicKey().fingerprint(), key.lifetime().created(), key.lifetime().expires(),
				null, handshakes(uses), lastUsed(uses), this.connectionsOfPeers.getOrDefault(key.publicKey(), 0L));
	}

	private List<KeyUse> uses(CurvePublicKey key, Function<HandshakeStatistics, KeyUses> kind) {
		return this.sockets.stream()
			.map((socket) -> kind.apply(socket.getConnections().getStatistics()).find(key))
			.filter(Objects::nonNull)
			.toList();
	}

	private static void count(Map<CurvePublicKey, Long> connections, @Nullable CurvePublicKey key) {
		if (key != null) {
			connections.merge(key, 1L, Long::sum);
		}
	}

	private static long handshakes(List<KeyUse> uses) {
		return uses.stream().mapToLong(KeyUse::handshakes).sum();
	}

	private static @Nullable Instant lastUsed(List<KeyUse> uses) {
		return uses.stream().map(KeyUse::lastUsed).max(Comparator.naturalOrder()).orElse(null);
	}

	private static @Nullable CurvePublicKey clientOf(Connection connection) {
		AuthenticatedPeer peer = connection.getPeer();
		return (peer != null) ? peer.publicKey() : null;
	}

}
