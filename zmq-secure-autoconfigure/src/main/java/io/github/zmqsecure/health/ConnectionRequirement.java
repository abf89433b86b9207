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
