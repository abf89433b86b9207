// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryLimits;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Ctx;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlowControl}.
 */
class FlowControlTests {

	private static final int FIRST_IO_THREAD = 2;

	private final FlowControl flow = new FlowControl(
			new MemoryBudget(MemoryLimits.ofHeap(Runtime.getRuntime().maxMemory())), () -> {
			});

	@Test
	void aSocketOfAFormerContextThatComesLateChangesNothing() {
		try (ZContext former = new ZContext(); ZContext current = new ZContext()) {
			this.flow.forSocket(former.createSocket(SocketType.PULL), "pull");
			ZMQ.Socket socket = current.createSocket(SocketType.PULL);
			this.flow.forSocket(socket, "pull");
			Ctx ctx = socket.base().getCtx();
			IoThreadFlow ioThread = this.flow.of(ctx, FIRST_IO_THREAD);
			this.flow.forSocket(former.createSocket(SocketType.PULL), "late");
			assertThat(this.flow.of(ctx, FIRST_IO_THREAD)).isSameAs(ioThread);
		}
	}

}
