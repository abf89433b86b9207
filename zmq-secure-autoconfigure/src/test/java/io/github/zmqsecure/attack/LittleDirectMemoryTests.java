// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.util.Map;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.JavaProgram;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with less direct memory than its largest message needs no
 * more of it.
 */
class LittleDirectMemoryTests {

	private static final int LARGE = 12_000_000;

	@Test
	@Tag("long")
	void messagesThatAreLargerThanDirectMemory() throws Exception {
		JavaProgram program = JavaProgram.run("-Xmx512m", "-XX:MaxDirectMemorySize=10m", "-cp",
				System.getProperty("java.class.path"), Program.class.getName());
		assertThat(program.output()).contains("Echo 3").contains("Renewals 0");
		assertThat(program.exitValue()).as(program.output()).isZero();
	}

	/**
	 * What runs with little direct memory.
	 */
	public static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) {
			try {
				run();
			}
			finally {
				Runtime.getRuntime().halt(0);
			}
		}

		private static void run() {
			OrderService orders = OrderService.start("zmq.secure.limits.handshake-timeout=60s",
					"zmq.secure.sockets.orders.options.max-msg-size=16MB",
					"zmq.secure.sockets.orders.options.max-message-bytes=16MB");
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.handshake(Map.of());
				for (int i = 1; i <= 3; i++) {
					peer.message(false, new byte[LARGE]);
					System.out.println("Echo " + ((peer.opened().length == LARGE) ? i : -1));
				}
			}
			catch (RuntimeException | AssertionError ex) {
				System.out.println("No echo: " + ex);
			}
			orders.exchange();
			System.out.println("Renewals " + orders.context().getBean(HardenedContext.class).getRenewals());
		}

	}

}
