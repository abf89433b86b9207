// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.Map;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for I/O threads that fail and go on.
 */
@ExtendWith(OutputCaptureExtension.class)
class IoThreadRecoveryTests {

	@Test
	void goesOnAfterAnErrorAndCutsTheConnectionThatCausedIt(CapturedOutput output) {
		OrderService.run((orders) -> {
			Thread ioThread = ioThread(orders);
			orders.orders().getConnections().setListener(new ConnectionListener() {

				@Override
				public void messageTooLarge() {
					throw new OutOfMemoryError("injected by the test");
				}

			});
			for (int i = 1; i <= 10; i++) {
				try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
					peer.handshake(Map.of());
					peer.message(true, new byte[1]);
					peer.message(true, new byte[1]);
					peer.message(true, new byte[1]);
					peer.awaitClose();
				}
				orders.exchange();
			}
			assertThat(ioThread(orders)).isSameAs(ioThread);
			assertThat(orders.gateway().getConnections().getStatistics().getSucceeded()).isOne();
			assertThat(context(orders).getErrors()).isEqualTo(10);
			orders.awaitUp();
		}, "zmq.secure.sockets.orders.options.max-frames=2");
		assertThat(output).contains("whose connection was cut").contains("while it served /127.0.0.1:");
	}

	@Test
	void goesOnAfterAnErrorThatNoConnectionAccountsFor() {
		OrderService.run((orders) -> {
			Thread ioThread = ioThread(orders);
			IoThreadSabotage.fail(context(orders));
			await().until(() -> context(orders).getErrors() == 1);
			orders.exchange();
			assertThat(ioThread(orders)).isSameAs(ioThread);
			assertThat(orders.gateway().getConnections().getStatistics().getSucceeded()).isOne();
			orders.awaitUp();
		});
	}

	@Test
	void cutsAtOnceWhoSendsMetadataThatJeromqFailsAt(CapturedOutput output) {
		OrderService.run((orders) -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.begin(Map.of("X-Filler", "x".repeat(400)));
				peer.awaitClose();
			}
			await().until(() -> context(orders).getErrors() == 1);
			orders.awaitUp();
		}, "zmq.secure.limits.handshake-timeout=5m");
		assertThat(output).contains("whose connection was cut")
			.doesNotContain("\tat ")
			.doesNotContainPattern("ERROR.*whose connection was cut");
	}

	@Test
	void cutsAtOnceWhoSendsAShortPing() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of());
				peer.command("PING");
				peer.awaitClose();
			}
			await().until(() -> context(orders).getErrors() == 1);
			orders.awaitUp();
		});
	}

	private static Thread ioThread(OrderService orders) {
		return context(orders).getIoThreads().get(0).thread();
	}

	private static HardenedContext context(OrderService orders) {
		return orders.context().getBean(HardenedContext.class);
	}

}
