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
