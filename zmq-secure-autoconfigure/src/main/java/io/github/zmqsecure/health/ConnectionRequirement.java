// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.time.Duration;
import java.time.Instant;

import io.github.zmqsecure.connection.SocketConnections;

import org.springframework.boot.health.contributor.Status;

/**
 * That a socket must have an authenticated connection.
 *
 * @param absentFor how long it may have none, once it had one
 * @param otherwise the status of the socket when it has none for longer
 * @since 0.1.0
 */
public record ConnectionRequirement(Duration absentFor, Status otherwise) {

	boolean isMetBy(SocketConnections connections) {
		Instant disconnectedSince = connections.getDisconnectedSince();
		if (disconnectedSince == null) {
			return true;
		}
		return connections.getStatistics().getSucceeded() > 0
				&& Duration.between(disconnectedSince, Instant.now()).compareTo(this.absentFor) <= 0;
	}

}
