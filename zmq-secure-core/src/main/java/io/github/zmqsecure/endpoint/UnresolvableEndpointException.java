// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown for an endpoint whose host has to be resolved to an address and cannot be, now.
 * Trying again later may succeed.
 *
 * @since 0.1.0
 */
public class UnresolvableEndpointException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	private final String endpoint;

	/**
	 * Create an exception.
	 * @param endpoint the endpoint
	 * @param message what could not be resolved and how to mend it
	 * @param cause what the resolver said
	 */
	public UnresolvableEndpointException(String endpoint, String message, Throwable cause) {
		super(message, cause);
		this.endpoint = endpoint;
	}

	/**
	 * Create an exception.
	 * @param endpoint the endpoint
	 * @param message what could not be resolved and how to mend it
	 */
	public UnresolvableEndpointException(String endpoint, String message) {
		super(message);
		this.endpoint = endpoint;
	}

	/**
	 * Return the endpoint.
	 * @return the endpoint as given
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

}
