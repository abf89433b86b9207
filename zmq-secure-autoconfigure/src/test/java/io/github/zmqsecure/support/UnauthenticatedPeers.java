// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.CurveKeyPair;

/**
 * Clients that nobody listed, each of which came a different way into its handshake and
 * is silent now.
 */
public final class UnauthenticatedPeers implements AutoCloseable {

	/** How many they are. */
	public static final int COUNT = 6;

	private final List<RawPeer> peers = new ArrayList<>();

	/**
	 * Connect one who is silent, one who greeted, one who said HELLO, one who was
	 * welcomed, one who is not let in and one who insists on another server key.
	 * @param pair the server and its key
	 * @throws java.io.UncheckedIOException if the server refuses one of them; the others
	 * are closed then
	 */
	public UnauthenticatedPeers(Pair pair) {
		try {
			connect(pair);
		}
		catch (RuntimeException | AssertionError ex) {
			close();
			throw ex;
		}
	}

	private void connect(Pair pair) {
		this.peers.add(new RawPeer(pair.port()));
		for (int stage = 1; stage < 5; stage++) {
			CurvePeer unauthenticated = new CurvePeer(pair.port(), CurveKeyPair.generate(),
					pair.serverKey().publicKey());
			this.peers.add(unauthenticated);
			unauthenticated.greet("CURVE");
			if (stage > 1) {
				unauthenticated.hello();
			}
			if (stage > 2) {
				unauthenticated.welcome();
			}
			if (stage > 3) {
				unauthenticated.initiate(Map.of());
			}
		}
		CurvePeer lost = new CurvePeer(pair.port(), CurveKeyPair.generate(), CurveKeyPair.generate().publicKey());
		this.peers.add(lost);
		lost.greet("CURVE");
		lost.hello();
	}

	@Override
	public void close() {
		this.peers.forEach(RawPeer::close);
	}

}
