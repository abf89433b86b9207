// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for looking at connections whose handshake goes on meanwhile.
 */
class ConnectionInspectionTests {

	private static final int CONNECTS = 500;

	private static final int LOOKERS = 2;

	private static final int RECEIVE_MILLIS = 10_000;

	@Test
	@Tag("long")
	void aVerdictGivenWhileTheConnectionIsLookedAtCounts() {
		OrderService.run((orders) -> {
			SocketConnections connections = orders.orders().getConnections();
			AtomicBoolean stopped = new AtomicBoolean();
			List<Thread> lookers = Stream.generate(() -> new Thread(() -> {
				while (!stopped.get()) {
					connections.getSweeper().sweep();
				}
			}, "looker")).limit(LOOKERS).toList();
			lookers.forEach(Thread::start);
			try {
				SecureSocketFactory factory = orders.context().getBean(SecureSocketFactory.class);
				for (int i = 0; i < CONNECTS; i++) {
					try (ZMQ.Socket socket = factory.open("gateway")) {
						socket.setReceiveTimeOut(RECEIVE_MILLIS);
						socket.send("first");
						assertThat(socket.recvStr()).isEqualTo("first");
					}
				}
			}
			finally {
				stopped.set(true);
				lookers.forEach(ConnectionInspectionTests::join);
			}
			assertThat(orders.failures()).isEmpty();
		});
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
