// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when as many requests wait for their replies as may.
 *
 * @since 0.1.0
 */
public class TooManyRequestsException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	TooManyRequestsException(String socket, int max) {
		super(max + " requests on socket '" + socket + "' wait for their replies already. Ask less, shorten the "
				+ "timeout, or raise 'zmq.secure.template.max-pending-requests'.");
	}

}
