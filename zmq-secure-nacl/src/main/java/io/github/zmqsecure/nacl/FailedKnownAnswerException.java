// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

/**
 * Thrown when a provider computes something else than the published answer.
 *
 * @since 0.1.0
 */
public class FailedKnownAnswerException extends NaclProviderException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param provider the description of the provider
	 * @param test what it failed at
	 */
	public FailedKnownAnswerException(String provider, String test) {
		super(provider + " failed its known-answer test for " + test
				+ ": its answers cannot be trusted. Reinstall or upgrade it.");
	}

}
