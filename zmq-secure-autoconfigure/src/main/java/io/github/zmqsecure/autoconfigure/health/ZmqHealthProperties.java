// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the ZeroMQ health indicator. A mutable JavaBean, not
 * thread-safe.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.zmq")
public class ZmqHealthProperties {

	/**
	 * Time an outbound queue or a listener may stay full, without a message leaving it,
	 * before health turns DOWN.
	 */
	private Duration queueFullFor = Duration.ofSeconds(10);

	/**
	 * Names of the sockets that must have an authenticated connection.
	 */
	private List<String> requireConnection = new ArrayList<>();

	/**
	 * Time a socket that must have a connection may be without one, once it had one.
	 */
	private Duration absentFor = Duration.ofSeconds(10);

	/**
	 * Health of a socket that must have a connection and has none.
	 */
	private AbsentStatus absentStatus = AbsentStatus.DOWN;

	public Duration getQueueFullFor() {
		return this.queueFullFor;
	}

	public void setQueueFullFor(Duration queueFullFor) {
		this.queueFullFor = queueFullFor;
	}

	public List<String> getRequireConnection() {
		return this.requireConnection;
	}

	public void setRequireConnection(List<String> requireConnection) {
		this.requireConnection = requireConnection;
	}

	public Duration getAbsentFor() {
		return this.absentFor;
	}

	public void setAbsentFor(Duration absentFor) {
		this.absentFor = absentFor;
	}

	public AbsentStatus getAbsentStatus() {
		return this.absentStatus;
	}

	public void setAbsentStatus(AbsentStatus absentStatus) {
		this.absentStatus = absentStatus;
	}

	/**
	 * What health says of a socket that must have a connection and has none.
	 */
	public enum AbsentStatus {

		/** The socket does not work. */
		DOWN,

		/** The application should get no traffic for the time being. */
		OUT_OF_SERVICE

	}

}
