// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;

/**
 * A handler was interrupted, since its listener was stopped and the shutdown timeout had
 * passed. Given to error handlers and dead-letter handlers.
 *
 * @since 0.1.0
 */
public class ListenerStoppedException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	ListenerStoppedException(String listener) {
		super("Listener '" + listener + "' was stopped before it had handled a message");
	}

}
