// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
