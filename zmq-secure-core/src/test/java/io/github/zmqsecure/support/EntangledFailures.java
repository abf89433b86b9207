// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures that hang together in more ways than can be followed.
 */
public final class EntangledFailures {

	private static final int ATTEMPTS = 60;

	private EntangledFailures() {
	}

	/**
	 * Fail as code does that tries again and again, and adds what failed before to each
	 * new failure.
	 * @return the last failure
	 */
	public static RuntimeException ofManyAttempts() {
		List<RuntimeException> failures = new ArrayList<>();
		for (int i = 0; i < ATTEMPTS; i++) {
			RuntimeException failure = new IllegalStateException("attempt " + i);
			failures.forEach(failure::addSuppressed);
			failures.add(failure);
		}
		failures.get(0).addSuppressed(failures.get(ATTEMPTS - 1));
		return failures.get(ATTEMPTS - 1);
	}

}
