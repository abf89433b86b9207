// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;

/**
 * A {@link ZmqListener @ZmqListener} method can't be registered as it stands.
 *
 * @since 0.1.0
 */
public class InvalidListenerException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	InvalidListenerException(String bean, String method, RuntimeException cause) {
		super("@ZmqListener method '" + method + "' of bean '" + bean + "' can't be registered: " + cause.getMessage(),
				cause);
	}

}
