// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.curve.CurveKeyPair;

/**
 * A client that nobody listed. It goes through the handshake again and again in a thread
 * of its own, and sends a message each time that it seems to be let in.
 */
public final class UnauthenticatedPeer implements AutoCloseable {

	private final OrderService orders;

	private final CurveKeyPair pair = CurveKeyPair.generate();

	private final AtomicInteger attempts = new AtomicInteger();

	private final Thread thread = new Thread(this::knock, "zmq-unauthenticated-peer");

	private volatile boolean closed;

	/**
	 * Begin to knock.
	 * @param orders the server
	 */
	public UnauthenticatedPeer(OrderService orders) {
		this.orders = orders;
		this.thread.start();
	}

	/**
	 * Return how often it went through the handshake.
	 * @return the number of attempts
	 */
	public int attempts() {
		return this.attempts.get();
	}

	/**
	 * Return its key pair.
	 * @return the key pair
	 */
	public CurveKeyPair pair() {
		return this.pair;
	}

	private void knock() {
		while (!this.closed) {
			try (CurvePeer peer = new CurvePeer(this.orders.port(), this.pair, this.orders.serverKey())) {
				peer.timeout(3000);
				peer.begin(Map.of());
				peer.message("from an unauthenticated peer");
				peer.message("from an unauthenticated peer");
				peer.frame();
			}
			catch (RuntimeException ex) {
				// Not let in, and tries again.
				this.attempts.incrementAndGet();
				continue;
			}
			this.attempts.incrementAndGet();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join(10_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
