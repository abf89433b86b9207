// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when a socket could not be bound or connected.
 *
 * @since 0.1.0
 */
public class SocketBindException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	private final String socket;

	private final String operation;

	private final String endpoint;

	private final String problem;

	/**
	 * Create an exception.
	 * @param socket the name of the socket
	 * @param operation {@code bind} or {@code connect}
	 * @param endpoint the endpoint as configured
	 * @param problem what went wrong, and how to mend it
	 * @param cause what brought it about
	 */
	public SocketBindException(String socket, String operation, String endpoint, String problem, Throwable cause) {
		super("Socket '" + socket + "' could not " + operation + " '" + endpoint + "': " + problem, cause);
		this.socket = socket;
		this.operation = operation;
		this.endpoint = endpoint;
		this.problem = problem;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocket() {
		return this.socket;
	}

	/**
	 * Return what was tried.
	 * @return {@code bind} or {@code connect}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Return the endpoint.
	 * @return the endpoint as configured
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return what went wrong.
	 * @return the problem, and how to mend it
	 */
	public String getProblem() {
		return this.problem;
	}

}
