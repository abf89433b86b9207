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

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.jeromq.Attachment;
import io.github.zmqsecure.jeromq.FlowControl;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventHook}.
 */
@Timeout(60)
class EventHookTests {

	@Test
	void cutsAConnectionThatCouldNotBeGuarded() {
		OrderService.run((orders) -> {
			FlowControl flow = new FlowControl(orders.context().getBean(MemoryBudget.class), () -> {
			});
			SocketConnections connections = orders.orders().getConnections();
			try (ServerSocketChannel server = ServerSocketChannel.open()
				.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
					Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
					SocketChannel unknownToJeromq = server.accept();
					org.zeromq.ZMQ.Socket socket = orders.context()
						.getBean(HardenedContext.class)
						.get()
						.createSocket(SocketType.ROUTER)) {
				EventHook hook = new EventHook(connections, socket, new VerdictProperty(),
						flow.forSocket(socket, "orders"), () -> {
						});
				hook.attaching(new Attachment(unknownToJeromq, null, null, true));
				assertThat(peer.getInputStream().read()).isEqualTo(-1);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			assertThat(connections.getStatistics().getFailed(FailureReason.PROTOCOL)).isOne();
			assertThat(connections.getStatistics().getRefusals()).extracting(Refusal::limit).contains("unguarded");
			orders.exchange();
		});
	}

}
