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

package io.github.zmqsecure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqConfigurationException}.
 */
class ZmqConfigurationExceptionTests {

	@Test
	void saysAllFour() {
		ZmqConfigurationException exception = new ZmqConfigurationException("zmq.secure.sockets.a.bind", "tcp://*:1",
				"Not covered.", "Add it.");
		assertThat(exception).isInstanceOf(ZmqSecureException.class)
			.hasNoCause()
			.hasMessage("zmq.secure.sockets.a.bind = 'tcp://*:1': Not covered. Add it.");
		assertThat(exception.getProperty()).isEqualTo("zmq.secure.sockets.a.bind");
		assertThat(exception.getValue()).isEqualTo("tcp://*:1");
		assertThat(exception.getProblem()).isEqualTo("Not covered.");
		assertThat(exception.getAction()).isEqualTo("Add it.");
	}

	@Test
	void leavesOutAValueThatMayNotBeShown() {
		IllegalStateException cause = new IllegalStateException("cause");
		ZmqConfigurationException exception = new ZmqConfigurationException("zmq.secure.keys.a.secret-key", null,
				"Too short.", "Make a new one.", cause);
		assertThat(exception).hasCause(cause).hasMessage("zmq.secure.keys.a.secret-key: Too short. Make a new one.");
		assertThat(exception.getValue()).isNull();
	}

}
