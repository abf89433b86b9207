// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.JavaProgram;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.thread.GuardedThreads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that an application whose heap was full serves, revokes and lives as soon as
 * there is memory again.
 */
class FullHeapTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	@Tag("long")
	void everythingWorksAsSoonAsThereIsMemoryAgain() throws Exception {
		JavaProgram program = JavaProgram.run("-Xmx128m", "-cp", System.getProperty("java.class.path"),
				Program.class.getName());
		assertThat(program.output()).contains("All guards alive").contains("Revoked").contains("Newcomer served");
		assertThat(program.exitValue()).as(program.output()).isZero();
	}

	/**
	 * What runs with a small heap.
	 */
	public static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) {
			OrderService orders = OrderService.start("zmq.secure.limits.handshake-timeout=60s");
			CurvePeer listed = connect(orders);
			await().atMost(PATIENCE).until(() -> orders.orders().getConnections().getConnectionCount() == 2);
			for (int i = 0; i < 3; i++) {
				fillHeap(Duration.ofSeconds(2));
			}
			GuardedThreads guards = orders.context().getBean(GuardedThreads.class);
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(guards.getStates()).isNotEmpty()
							.allSatisfy((name, state) -> assertThat(state)
								.as(name + " in " + Thread.getAllStackTraces().keySet())
								.isEqualTo("running")));
			System.out.println("All guards alive: " + guards.getStates());
			orders.awaitUp();
			orders.exchange();
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			connectionManager.revoke("orders", "listed");
			listed.awaitClose();
			System.out.println("Revoked");
			connectionManager.restore("orders", "listed");
			connect(orders).message("newcomer");
			await().atMost(PATIENCE)
				.until(() -> orders.received().stream().anyMatch((message) -> message.text(-1).equals("newcomer")));
			System.out.println("Newcomer served");
			System.exit(0);
		}

		private static CurvePeer connect(OrderService orders) {
			return new CurvePeer(orders.port(), orders.listed(), orders.serverKey()).handshake(Map.of());
		}

		/**
		 * Leave no room for anything, and take what others give back.
		 */
		@SuppressWarnings("ModifiedButNotUsed")
		private static void fillHeap(Duration duration) {
			long end = System.nanoTime() + duration.toNanos();
			List<byte[]> ballast = new ArrayList<>(1_000_000);
			int size = 1 << 20;
			while (System.nanoTime() - end < 0) {
				try {
					ballast.add(new byte[size]);
				}
				catch (OutOfMemoryError ex) {
					size = Math.max(16, size / 2);
				}
			}
			ballast.clear();
			awaitRoom();
		}

		/**
		 * The collector may tell this thread once more that there is none, while others
		 * let go of theirs.
		 */
		private static void awaitRoom() {
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (System.nanoTime() - end < 0) {
				try {
					if (new byte[8 << 20].length > 0) {
						return;
					}
				}
				catch (OutOfMemoryError ex) {
					System.gc();
				}
			}
		}

	}

}
