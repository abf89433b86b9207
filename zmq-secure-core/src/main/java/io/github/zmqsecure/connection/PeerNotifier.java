// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happens to the peers of one socket. Thread-safe.
 */
class PeerNotifier {

	private final String socket;

	private final PeerEvents events;

	PeerNotifier(String socket, PeerEvents events) {
		this.socket = socket;
		this.events = events;
	}

	void connected(Connection connection) {
		this.events.publish(new ZmqPeerConnectedEvent(connection, peerOf(connection), 1));
	}

	void disconnected(Connection connection) {
		this.events
			.publish(new ZmqPeerDisconnectedEvent(connection, peerOf(connection), connection.disconnectReason(), 1));
	}

	void refused(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict, @Nullable String limit) {
		CurvePublicKey key = (verdict != null) ? verdict.credentials().publicKey() : null;
		ZmqPeerEvent.Peer peer = peer(connection, (verdict != null) ? verdict.peerName() : null, key);
		this.events.publish(new ZmqPeerRefusedEvent(connection, peer, reason, limit, 1));
	}

	void revoked(Connection connection) {
		this.events.publish(new ZmqPeerRevokedEvent(connection, peerOf(connection), 1));
	}

	private ZmqPeerEvent.Peer peerOf(Connection connection) {
		AuthenticatedPeer peer = connection.getPeer();
		return (peer != null) ? peer(connection, peer.name(), peer.publicKey())
				: peer(connection, null, connection.getServerKey());
	}

	private ZmqPeerEvent.Peer peer(Connection connection, @Nullable String name, @Nullable CurvePublicKey key) {
		return new ZmqPeerEvent.Peer(this.socket, name, (key != null) ? key.fingerprint() : null,
				connection.getRemoteAddress(), connection.isAccepted());
	}

}
