/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.socket;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZContext;
import org.zeromq.ZMQException;
import zmq.ZError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextCloser}.
 */
@Timeout(60)
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
