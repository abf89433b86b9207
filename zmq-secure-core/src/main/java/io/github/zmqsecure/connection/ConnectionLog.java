// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimit;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes one line for each authenticated connection of a socket that comes and goes, at a
 * bounded rate, and says how many lines it left out. Thread-safe.
 */
class ConnectionLog {

	private static final Log connectedLog = LogFactory.getLog("zmq.security.connected");

	private static final Log disconnectedLog = LogFactory.getLog("zmq.security.disconnected");

	/** Lines that may be written in one second. */
	private static final int RATE = 10;

	private final String socket;

	private final RateLimit rate = RateLimit.perSecond(RATE, System.nanoTime());

	private long leftOut;

	ConnectionLog(String socket) {
		this.socket = socket;
	}

	void connected(Connection connection) {
		write(connectedLog, "is connected with " + describe(connection));
	}

	/**
	 * A connection has ended.
	 */
	void lost(Connection connection) {
		write(disconnectedLog, "lost its connection with " + describe(connection) + ": " + connection.whyEnded());
	}

	private static String describe(Connection connection) {
		AuthenticatedPeer peer = connection.getPeer();
		return ((peer != null) ? "peer '" + peer.name() + "' at " : "") + connection.getRemoteAddress()
				+ (connection.isAccepted() ? "" : " (" + connection.getEndpoint() + ")");
	}

	private synchronized void write(Log log, String event) {
		if (!this.rate.tryAcquire(System.nanoTime())) {
			this.leftOut++;
			return;
		}
		log.info(Printable.line("Socket '" + this.socket + "' " + event)
				+ ((this.leftOut > 0) ? " (" + this.leftOut + " lines like this were left out before)" : ""));
		this.leftOut = 0;
	}

}
