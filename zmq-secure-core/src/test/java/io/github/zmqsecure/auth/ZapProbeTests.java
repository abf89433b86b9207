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
