// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.PipeLedger;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the messages that connections took with them when they ended. For the owner
 * thread only, but for {@link #connectionsChanged()}.
 */
class ConnectionLosses {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ConnectionLosses.class),
			Duration.ofSeconds(1));

	private static final RateLimitedLog slowLog = new RateLimitedLog(LogFactory.getLog(ConnectionLosses.class),
			Duration.ofSeconds(10));

	/** How soon after a connection ended JeroMQ gives its messages up. */
	private static final long SETTLING_NANOS = Duration.ofSeconds(1).toNanos();

	private static final int SETTLING_MILLIS = 50;

	private final String name;

	private final OwnedSocket socket;

	private final MessageStatistics statistics;

	private final PipeLedger ledger;

	private final boolean conflates;

	/** Whether connections may be about to end. */
	private boolean unsettled;

	private long settledAt;

	/** When others should look next. */
	private long lookAt = System.nanoTime();

	private volatile boolean changed = true;

	ConnectionLosses(SocketSettings settings, OwnedSocket socket, MessageStatistics statistics) {
		this.name = settings.name();
		this.socket = socket;
		this.statistics = statistics;
		this.conflates = settings.options().isEnabled(SocketOption.CONFLATE, settings.type());
		this.ledger = new PipeLedger(socket.socket(),
				settings.options().isEnabled(SocketOption.PROBE_ROUTER, settings.type()));
	}

	/**
	 * Take note that a connection came or went. May be called by any thread.
	 */
	void connectionsChanged() {
		this.changed = true;
	}

	/**
	 * Return how long the owner may sleep.
	 * @return the time in milliseconds, -1 without limit
	 */
	int longestSleep() {
		return (this.unsettled || this.changed || this.ledger.isUnsettled()) ? SETTLING_MILLIS : -1;
	}

	/**
	 * Take note of what happened to the connections.
	 * @return whether others should look which have ended
	 */
	boolean update() {
		if (this.changed) {
			this.changed = false;
			this.unsettled = true;
			this.settledAt = System.nanoTime() + SETTLING_NANOS;
		}
		if (this.unsettled || this.conflates || this.ledger.isOutdated()) {
			reconcile(false);
			long now = System.nanoTime();
			this.unsettled = now - this.settledAt < 0 || this.socket.hasEndingConnections();
			if (!this.unsettled || now - this.lookAt >= 0) {
				this.lookAt = now + SETTLING_MILLIS * 1_000_000L;
				return true;
			}
		}
		return false;
	}

	/**
	 * The socket was given a message.
	 */
	void given(ZmqMessage message) {
		this.ledger.given();
		int missed = this.socket.missedBy(message.frame(0));
		if (missed > 0) {
			this.statistics.dropped(MessageDirection.OUTBOUND, DropReason.PEER_FULL, missed);
			slowLog.warn("Subscribers of socket '" + this.name
					+ "' are slow and miss messages (peer_full); raise 'snd-hwm', "
					+ "or set 'xpub-no-drop' to wait for them");
		}
	}

	/**
	 * Reconcile when the socket has noticed the end of a connection while it sent.
	 */
	void reconcileIfOutdated() {
		if (this.ledger.isOutdated()) {
			reconcile(false);
		}
	}

	/**
	 * Count what connections took with them that ended.
	 * @param last whether the socket is about to be closed
	 */
	void reconcile(boolean last) {
		PipeLedger.Losses losses = this.ledger.reconcile(last);
		this.statistics.dropped(MessageDirection.OUTBOUND, DropReason.CONFLATED, losses.replacedUnsent());
		this.statistics.dropped(MessageDirection.INBOUND, DropReason.CONFLATED, losses.replacedUnread());
		if (losses.any()) {
			this.statistics.dropped(MessageDirection.OUTBOUND, DropReason.PEER_GONE, losses.unsent());
			this.statistics.dropped(MessageDirection.INBOUND, DropReason.PEER_GONE, losses.unread());
			log.warn("A peer of socket '" + this.name + "' left or refuses it now: " + losses.unsent()
					+ " messages that waited for it and " + losses.unread() + " of its own are lost (peer_gone)");
		}
	}

}
