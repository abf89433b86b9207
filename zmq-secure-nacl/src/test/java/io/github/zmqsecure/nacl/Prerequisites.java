// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine: where it is missing the test is skipped with a
 * message, but not in CI, which has to have it.
 */
final class Prerequisites {

	private static final int FOREIGN_VERSION = 22;

	private Prerequisites() {
	}

	static NaclProvider provider(NaclMode mode) {
		if (mode == NaclMode.BOUNCY_CASTLE) {
			return new BouncyCastleNacl();
		}
		Assumptions.assumeTrue(Runtime.version().feature() >= FOREIGN_VERSION,
				"libsodium needs JDK " + FOREIGN_VERSION);
		try {
			return LibsodiumNacl.load(null);
		}
		catch (NaclProviderException ex) {
			throw missing("libsodium (" + ex.getMessage() + ")", ex);
		}
	}

	static RuntimeException missing(String what, Throwable cause) {
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new AssertionError("CI must have " + what, cause);
		}
		return Assumptions.abort("This machine has no " + what);
	}

}
