// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;
import org.zeromq.ZMQException;
import zmq.ZError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextCloser}.
 */
class ContextCloserTests {

	private final ContextCloser closer = new ContextCloser(Duration.ofHours(1));

	@Test
	void tellsWhetherAContextIsClosed() {
		ZContext context = new ZContext();
		assertThat(this.closer.close(context)).isTrue();
		assertThat(context.isClosed()).isTrue();
	}

	@Test
	void neitherWaitsForNorTrustsAContextThatFailsToClose() {
		try (ZContext context = new FailingContext()) {
			assertThat(this.closer.close(context)).isFalse();
		}
	}

	private static final class FailingContext extends ZContext {

		private boolean failed;

		@Override
		public synchronized void close() {
			if (!this.failed) {
				this.failed = true;
				throw new ZMQException(ZError.EAGAIN);
			}
			super.close();
		}

	}

}
