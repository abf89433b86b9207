// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when no converter can turn a payload into bytes, or one of them failed.
 *
 * @since 0.1.0
 */
public class UnwritablePayloadException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong with the payload
	 * @param cause what brought it about, {@code null} if nothing else did
	 */
	public UnwritablePayloadException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
