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
