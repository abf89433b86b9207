// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown for an endpoint that may not be bound or connected to.
 *
 * @since 0.1.0
 */
public class EndpointDeniedException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	private final String endpoint;

	/**
	 * Create an exception.
	 * @param endpoint the endpoint
	 * @param message why it is denied, by which list, and how to mend it
	 */
	public EndpointDeniedException(String endpoint, String message) {
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
