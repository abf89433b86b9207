// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.function.Supplier;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.mechanism.Mechanism;
import zmq.io.mechanism.Mechanisms;

/**
 * Gives one connection to the socket when its handshake has succeeded, unless somebody
 * objects: the ZAP handler of this library, who did not judge it, the routing ids, or the
 * listener. For the I/O thread only, but for {@link #isRefused()}.
 */
final class HandshakeAdmission {

	private final CurveInternals curve = JeromqInternals.get().curve();

	private final GuardedEngine engine;

	private final Mechanism mechanism;

	private final Options options;

	private final VerdictProperty verdicts;

	private final RoutingIds routingIds;

	private final Supplier<byte[]> routingId;

	private final EngineListener listener;

	private boolean admitted;

	private volatile boolean refused;

	private boolean routingIdClaimed;

	private boolean routingIdRefused;

	HandshakeAdmission(GuardedEngine engine, Mechanism mechanism, Options options, VerdictProperty verdicts,
			RoutingIds routingIds, Supplier<byte[]> routingId, EngineListener listener) {
		this.engine = engine;
		this.mechanism = mechanism;
		this.options = options;
		this.verdicts = verdicts;
		this.routingIds = routingIds;
		this.routingId = routingId;
		this.listener = listener;
	}

	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Whether it was decided about the connection.
	 */
	boolean isOver() {
		return this.admitted || this.refused;
	}

	/**
	 * Whether a client is about to be let in that the ZAP handler of this library did not
	 * judge.
	 */
	boolean isUnjudged() {
		return this.curve.isAboutToLetIn(this.mechanism) && peerName() == null;
	}

	/**
	 * Whether the next command is the one that lets the peer in. A client of CURVE can't
	 * tell, and waits with its first.
	 */
	boolean isLast() {
		return !this.curve.isServer(this.mechanism) || this.curve.isAboutToLetIn(this.mechanism);
	}

	/**
	 * Whether the next command may be sent, if it is the one that lets a client in.
	 */
	boolean allowsLast() {
		return !this.curve.isAboutToLetIn(this.mechanism) || claimRoutingId();
	}

	/**
	 * Connect the connection, whose handshake is over, to the socket.
	 * @return whether it was connected; otherwise it ends
	 */
	boolean admit() {
		ZapVerdict verdict = verdict();
		this.admitted = claimRoutingId() && this.listener.admits(this.engine.channel(), verdict)
				&& connectToSocket(verdict);
		if (!this.admitted) {
			this.refused = true;
			EngineGuard.cut(this.engine.channel());
			this.listener.refused(this.engine.channel());
		}
		return this.admitted;
	}

	/**
	 * Tell that the socket was given the connection.
	 */
	void tell() {
		byte[] serverKey = this.curve.addressedKey(this.mechanism);
		if (serverKey != null) {
			this.listener.addressed(this.engine.channel(), serverKey);
		}
		this.listener.ready(this.engine.channel(), verdict());
	}

	@Nullable ZapVerdict verdict() {
		return this.verdicts.read(this.mechanism.zapProperties);
	}

	@Nullable String peerName() {
		ZapVerdict verdict = verdict();
		return (verdict != null) ? verdict.peerName() : null;
	}

	private boolean connectToSocket(@Nullable ZapVerdict verdict) {
		return this.engine.connectToSocket(peerName(),
				(limit) -> this.listener.stalled(this.engine.channel(), verdict, limit));
	}

	/**
	 * Claim the routing id that the peer says it has.
	 * @return whether it may have it
	 */
	private boolean claimRoutingId() {
		if (!this.routingIdClaimed && this.options.recvIdentity) {
			this.routingIdRefused = !this.routingIds.claim(this.routingId.get(), owner(), this.engine);
			if (this.routingIdRefused) {
				this.listener.routingIdRefused(this.engine.channel(), verdict());
			}
		}
		this.routingIdClaimed = true;
		return !this.routingIdRefused;
	}

	/**
	 * The name that a routing id is tied to. A server that the socket connected to is
	 * known by its key, which is that of the endpoint.
	 */
	private @Nullable String owner() {
		String peer = peerName();
		boolean server = this.options.mechanism == Mechanisms.CURVE && !this.curve.isServer(this.mechanism);
		return (peer == null && server) ? "server of " + this.engine.session().getEndpoint() : peer;
	}

}
