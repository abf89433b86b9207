// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.jeromq.EngineInspector;
import io.github.zmqsecure.jeromq.Inspection;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the connections of one socket in between what JeroMQ tells of them: at
 * handshakes that take too long, and endpoints that were given up. Used by the thread of
 * the {@link ConnectionGuard} only.
 */
class HandshakeSweeper {

	private static final Log logger = LogFactory.getLog(HandshakeSweeper.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final String socket;

	private final ConnectionRegistry connections;

	private final ConnectionOutcomes outcomes;

	private final ReconnectTracker endpoints;

	private final EngineInspector inspector;

	private final Duration acceptedTimeout;

	private final Duration connectedTimeout;

	HandshakeSweeper(SocketSettings settings, ConnectionLimits limits, ConnectionRegistry connections,
			ConnectionOutcomes outcomes, ReconnectTracker endpoints, EngineInspector inspector) {
		this.socket = settings.name();
		this.connections = connections;
		this.outcomes = outcomes;
		this.endpoints = endpoints;
		this.inspector = inspector;
		this.acceptedTimeout = limits.handshakeTimeout();
		this.connectedTimeout = settings.options().getRequired(SocketOption.HANDSHAKE_IVL, Duration.class);
	}

	/**
	 * Look at the handshakes that are under way: note those that ended, and cut those
	 * that take too long.
	 */
	void sweep() {
		this.connections.pending().forEach(this::sweepSafely);
		this.connections.seeOff();
		this.connections.all().forEach(this::forgetIfClosed);
		this.endpoints.abandoned().forEach(this.outcomes.getListener()::connectionAbandoned);
	}

	boolean needsSweep() {
		return this.connections.needsSweep() || this.endpoints.hasLost();
	}

	/**
	 * What fails for one connection must not cost the others, nor itself its deadline.
	 */
	private void sweepSafely(Connection connection) {
		try {
			sweep(connection);
		}
		catch (Throwable ex) {
			failureLog.error("A connection of socket '" + this.socket + "' could not be looked at", ex);
			if (isLate(connection)) {
				connection.cut();
			}
		}
	}

	private void sweep(Connection connection) {
		Inspection inspection = this.inspector.inspect(connection.channel());
		boolean late = isLate(connection);
		if (this.outcomes.isOfClient(connection) && inspection.stage().isRefused()) {
			this.outcomes.failed(connection, HandshakeClassifier.reasonOf(inspection.stage(), connection.age()),
					inspection.verdict(), null);
			this.connections.leave(connection);
		}
		else if (late) {
			refuseLate(connection, inspection.verdict());
		}
		if (!connection.isAccepted() && connection.isPending()) {
			this.inspector.healRegistration(connection.channel());
		}
	}

	/**
	 * A peer that was judged and let in, and is late all the same, has waited for the
	 * place that a former one has: that of a PAIR or CHANNEL, or its own of before.
	 */
	private void refuseLate(Connection connection, @Nullable ZapVerdict verdict) {
		boolean waited = verdict != null && verdict.peer() != null;
		this.outcomes.refuse(connection, (waited) ? FailureReason.LIMIT : FailureReason.TIMEOUT, verdict,
				(waited) ? "former-peer" : null);
	}

	/**
	 * JeroMQ does not tell of connections that end because the socket was closed or
	 * disconnected.
	 */
	private void forgetIfClosed(Connection connection) {
		if (!connection.channel().isOpen() && this.connections.remove(connection.channel()) != null) {
			this.outcomes.ended(connection);
		}
	}

	private boolean isLate(Connection connection) {
		Duration timeout = connection.isAccepted() ? this.acceptedTimeout : this.connectedTimeout;
		return connection.age().compareTo(timeout) > 0;
	}

}
