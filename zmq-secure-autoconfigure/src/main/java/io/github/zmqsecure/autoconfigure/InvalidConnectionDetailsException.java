// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.Serial;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when {@link ZmqConnectionDetails} say something unusable.
 */
class InvalidConnectionDetailsException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param bean the name of the bean
	 * @param method the method whose result is unusable
	 * @param socket the name of the socket
	 * @param problem what is wrong with it, and how to mend it; what looks like a key is
	 * not shown
	 */
	InvalidConnectionDetailsException(String bean, String method, String socket, String problem) {
		super(KeyRedaction.redact("What the ZmqConnectionDetails of bean '%s' return from %s(\"%s\") is not usable: %s"
			.formatted(bean, method, socket, problem)));
	}

}
