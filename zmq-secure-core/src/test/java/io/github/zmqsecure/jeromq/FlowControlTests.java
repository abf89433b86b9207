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

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Ctx;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlowControl}.
 */
@Timeout(60)
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
