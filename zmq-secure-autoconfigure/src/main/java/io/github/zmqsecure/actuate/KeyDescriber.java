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

package io.github.zmqsecure.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

	KeyDescriber(Collection<ManagedSocket> sockets) {
		this.sockets = sockets;
	}

	KeyDescriptor describe(OwnKey key) {
		List<KeyUse> uses = uses(key.publicKey(), HandshakeStatistics::getOwnKeys);
		return new KeyDescriptor(key.publicKey().fingerprint(), key.lifetime().created(), key.lifetime().expires(),
				key.until(), handshakes(uses), lastUsed(uses),
				connections((connection, server) -> (server) ? connection.getServerKey() : connection.getClientKey(),
						key.publicKey()));
	}

	KeyDescriptor describe(PeerKey key) {
		List<KeyUse> uses = uses(key.publicKey(), HandshakeStatistics::getPeerKeys);
		return new KeyDescriptor(key.publicKey().fingerprint(), key.lifetime().created(), key.lifetime().expires(),
				null, handshakes(uses), lastUsed(uses),
				connections((connection, server) -> (server) ? clientOf(connection) : connection.getServerKey(),
						key.publicKey()));
	}

	private List<KeyUse> uses(CurvePublicKey key, Function<HandshakeStatistics, KeyUses> kind) {
		return this.sockets.stream()
			.map((socket) -> kind.apply(socket.getConnections().getStatistics()).find(key))
			.filter(Objects::nonNull)
			.toList();
	}

	private long connections(KeyOfConnection kind, CurvePublicKey key) {
		return this.sockets.stream()
			.mapToLong((socket) -> socket.getConnections()
				.getConnections()
				.stream()
				.filter((each) -> key.equals(kind.of(each, socket.getSettings().security().isCurveServer())))
				.count())
			.sum();
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

	/**
	 * Tells which key of a connection is meant.
	 */
	private interface KeyOfConnection {

		@Nullable CurvePublicKey of(Connection connection, boolean server);

	}

}
