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
 * Thrown for an endpoint, an allow-list entry or an address range that is malformed, or
 * for a transport that is not supported.
 *
 * @since 0.1.0
 */
public class InvalidEndpointException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	private final String text;

	/**
	 * Create an exception.
	 * @param text what could not be understood
	 * @param problem what is wrong with it and how to mend it
	 */
	public InvalidEndpointException(String text, String problem) {
		super("'%s' is not usable: %s".formatted(text, problem));
		this.text = text;
	}

	/**
	 * Return what could not be understood.
	 * @return the endpoint, entry or range as given
	 */
	public String getText() {
		return this.text;
	}

}
