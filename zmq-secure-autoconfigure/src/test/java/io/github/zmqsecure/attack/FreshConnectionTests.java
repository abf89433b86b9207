// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.util.Arrays;

import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.support.Courier;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for client connections whose registration JeroMQ loses under load. Without
 * healing each of them waits for the handshake interval, of which the half is more than a
 * busy machine needs.
 */
class FreshConnectionTests {

	private static final int CONNECTS = 1000;

	private static final int HANDSHAKE_MILLIS = 20_000;

	private static final int RECEIVE_MILLIS = 30_000;

	@Test
	@Tag("long")
	void thousandConnectsUnderLoad() {
		OrderService.run((orders) -> {
			SecureSocketFactory factory = orders.context().getBean(SecureSocketFactory.class);
			long[] millis = new long[CONNECTS];
			try (Courier courier = orders.courier()) {
				for (int i = 0; i < CONNECTS; i++) {
					long start = System.nanoTime();
					try (ZMQ.Socket socket = factory.open("gateway")) {
						socket.setReceiveTimeOut(RECEIVE_MILLIS);
						socket.send("first");
						assertThat(socket.recvStr()).isEqualTo("first");
					}
					millis[i] = (System.nanoTime() - start) / 1_000_000;
				}
				courier.awaitProgress();
			}
			Arrays.sort(millis);
			assertThat(millis[CONNECTS / 2]).as("median, in milliseconds").isLessThan(1000);
			assertThat(millis[CONNECTS - 1]).as("longest, in milliseconds").isLessThan(HANDSHAKE_MILLIS / 2);
		}, "zmq.secure.sockets.gateway.options.handshake-ivl=" + HANDSHAKE_MILLIS + "ms");
	}

}
