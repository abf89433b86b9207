// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventHook}.
 */
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
						flow.forSocket(socket, "orders"));
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
