// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.time.Instant;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts, remembers and logs whom one socket turned away. Thread-safe.
 */
class RefusalReporter {

	private static final Log refusedLog = LogFactory.getLog("zmq.security.refused");

	private static final Log disconnectedLog = LogFactory.getLog("zmq.security.disconnected");

	private final RateLimitedLog refused = new RateLimitedLog(refusedLog, Duration.ofSeconds(1));

	private final RateLimitedLog disconnected = new RateLimitedLog(disconnectedLog, Duration.ofSeconds(1));

	private final String socket;

	private final HandshakeStatistics statistics;

	RefusalReporter(String socket, HandshakeStatistics statistics) {
		this.socket = socket;
		this.statistics = statistics;
	}

	/**
	 * A handshake failed.
	 */
	void failed(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict, @Nullable String limit) {
		Refusal refusal = refusal(connection, reason, verdict, limit);
		this.statistics.failure(refusal);
		CurvePublicKey key = refusal.publicKey();
		this.refused.warn("Handshake of socket '" + this.socket + "' with " + refusal.remoteAddress() + " failed: "
				+ reason.tag() + ((limit != null) ? " (" + limit + ")" : "") + nameOf(verdict)
				+ ((key != null) ? ", key " + key.fingerprint() : ""));
	}

	/**
	 * A peer that is authenticated was cut off for what it holds or sends.
	 */
	void cutOff(Connection connection, @Nullable ZapVerdict verdict, String limit, String problem) {
		this.statistics.remember(refusal(connection, FailureReason.LIMIT, verdict, limit));
		AuthenticatedPeer peer = (verdict != null) ? verdict.peer() : null;
		this.disconnected.warn("Socket '"
				+ this.socket + "' cut off " + ((peer != null)
						? "peer '" + peer.name() + "', key " + peer.publicKey().fingerprint() + "," : "a peer")
				+ " at " + connection.getRemoteAddress() + ", " + problem + " '" + limit + "'");
	}

	/**
	 * A peer came back with its routing id while its former connection was open.
	 */
	void superseded(Connection connection) {
		AuthenticatedPeer peer = connection.getPeer();
		this.disconnected.warn("Socket '" + this.socket + "' closed the connection of "
				+ ((peer != null) ? "peer '" + peer.name() + "'" : "a peer") + " from " + connection.getRemoteAddress()
				+ ", which connected anew with the same routing id. Give each client its own 'routing-id'.");
	}

	private static String nameOf(@Nullable ZapVerdict verdict) {
		AuthenticatedPeer peer = (verdict != null) ? verdict.peer() : null;
		return (peer != null) ? ", peer '" + peer.name() + "'" : "";
	}

	private static Refusal refusal(Connection connection, FailureReason reason, @Nullable ZapVerdict verdict,
			@Nullable String limit) {
		CurvePublicKey key = (verdict != null) ? verdict.credentials().publicKey() : null;
		return new Refusal(Instant.now(), connection.getRemoteAddress(), key, reason, connection.isAccepted(), limit);
	}

}
