// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.io.Serial;
import java.time.Duration;

import io.github.zmqsecure.ZmqSecureException;

/**
 * A listener took longer over a message than {@code zmq.secure.listener.handler-timeout}.
 * Given to error handlers and dead-letter handlers.
 *
 * @since 0.1.0
 */
public class HandlerTimeoutException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	HandlerTimeoutException(String listener, Duration timeout) {
		super("Listener '" + listener + "' took longer over a message than 'zmq.secure.listener.handler-timeout' ("
				+ timeout.toMillis() + " ms)");
	}

}
