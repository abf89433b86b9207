// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
