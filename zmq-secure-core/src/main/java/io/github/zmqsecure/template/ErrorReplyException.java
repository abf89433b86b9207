// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when the reply says that the request failed. Only peers that understand headers
 * say so; with others a failed request times out.
 *
 * @since 0.1.0
 */
public class ErrorReplyException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String reason;

	ErrorReplyException(String socket, String reason) {
		super("The peer of socket '" + socket + "' could not handle a request: " + reason + ". Its log says more.");
		this.reason = reason;
	}

	/**
	 * Return what the peer says of the failure.
	 * @return the reason, such as {@code handler_failed} or {@code unreadable}
	 */
	public String getReason() {
		return this.reason;
	}

}
