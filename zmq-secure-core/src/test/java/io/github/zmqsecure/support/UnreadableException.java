// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

/**
 * An exception that fails whoever asks what happened.
 */
@SuppressWarnings("OverrideThrowableToString")
public final class UnreadableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	@Override
	public String getMessage() {
		throw new IllegalStateException("No message either");
	}

	@Override
	public String toString() {
		throw new IllegalStateException("No text either");
	}

}
