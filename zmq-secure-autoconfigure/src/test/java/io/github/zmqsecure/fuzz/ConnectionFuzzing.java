// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.io.IOException;

import org.junit.jupiter.api.Test;

/**
 * Has {@link Jazzer} attack a socket that serves. Run by the profile {@code fuzz} only.
 */
class ConnectionFuzzing {

	@Test
	void findsNothing() throws IOException, InterruptedException {
		Jazzer.fuzz(ConnectionFuzzer.class, "connection", "--hooks=false");
	}

}
