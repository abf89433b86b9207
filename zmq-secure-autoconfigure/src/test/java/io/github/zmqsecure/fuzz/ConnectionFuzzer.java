// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;

/**
 * Has Jazzer, which is guided by the code that is reached, attack a socket that serves:
 * the first byte chooses the stage of the connection, the others are what is sent then.
 * Run by the profile {@code fuzz}.
 */
public final class ConnectionFuzzer {

	private static final int STAGES = 5;

	private static final OrderService ORDERS = OrderService.start("zmq.secure.limits.handshake-timeout=1s",
			"zmq.secure.limits.max-pending-handshakes=3000",
			"zmq.secure.limits.max-pending-handshakes-per-address=2500",
			"zmq.secure.limits.max-connections-per-address=900", "zmq.secure.limits.max-connections-per-peer=900",
			"zmq.secure.limits.max-handshakes-per-second=1000000",
			"zmq.secure.limits.max-handshakes-per-second-per-address=1000000");

	private static int rounds;

	private ConnectionFuzzer() {
	}

	/**
	 * Attack.
	 * @param bytes the stage, and what is sent
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		if (bytes.length < 2) {
			return;
		}
		try (CurvePeer peer = new CurvePeer(ORDERS.port(), ORDERS.listed(), ORDERS.serverKey())) {
			peer.timeout(20);
			attack(peer, Math.floorMod(bytes[0], STAGES), Arrays.copyOfRange(bytes, 1, bytes.length));
		}
		catch (UncheckedIOException | IllegalStateException ex) {
			// It was cut off.
		}
		if (++rounds % 200 == 0) {
			check();
		}
	}

	private static void attack(CurvePeer peer, int stage, byte[] bytes) {
		if (stage == 0) {
			peer.send(bytes);
			return;
		}
		if (stage == 1) {
			peer.greet("CURVE");
			peer.frame(4, bytes);
			return;
		}
		peer.greet("CURVE");
		peer.hello();
		peer.welcome();
		if (stage == 2) {
			peer.frame(4, bytes);
			return;
		}
		if (stage == 3) {
			peer.initiate(bytes);
			peer.answer();
			return;
		}
		peer.initiate(Map.of());
		peer.answer();
		peer.sealed(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
		peer.sealed(0, bytes);
	}

	private static void check() {
		ORDERS.exchange();
		HardenedContext context = ORDERS.context().getBean(HardenedContext.class);
		if (!context.isAlive() || context.getErrors() > 0
				|| ORDERS.orders().getStatistics().getDropped(DropReason.UNAUTHENTICATED) > 0) {
			throw new AssertionError("The I/O thread failed " + context.getErrors() + " times");
		}
	}

}
