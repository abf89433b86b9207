// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZapProbe}.
 */
class ZapProbeTests {

	@Test
	void hasNoAnswerOnAContextThatIsBeingClosed() {
		try (ZContext context = new ZContext()) {
			context.createSocket(SocketType.REQ).close();
			context.getContext().close();
			assertThat(new ZapProbe(context, Duration.ofSeconds(1)).isAnswered()).isFalse();
		}
	}

}
