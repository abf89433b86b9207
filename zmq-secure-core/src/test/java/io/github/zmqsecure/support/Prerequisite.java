// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import org.junit.jupiter.api.Assumptions;

/**
 * What a machine may lack, and a build server may not.
 */
public final class Prerequisite {

	private Prerequisite() {
	}

	/**
	 * Skip the test where something is missing, except on a build server, where it fails.
	 * @param available whether it is there
	 * @param missing what is not tested without it, and how to get it
	 */
	public static void assume(boolean available, String missing) {
		if (!available && "true".equals(System.getenv("CI"))) {
			throw new AssertionError("A build server must have what is missing here: " + missing);
		}
		Assumptions.assumeTrue(available, missing);
	}

}
