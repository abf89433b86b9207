// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown for a CURVE key that is malformed, unsafe to use, or does not go with its other
 * half. The message never contains the key.
 *
 * @since 0.1.0
 */
public class InvalidCurveKeyException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong with the key and how to mend it, without the key
	 */
	public InvalidCurveKeyException(String message) {
		super(message);
	}

}
