// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A process with a raw ROUTER socket that sends requests back.
 *
 * @since 0.1.0
 */
public final class EchoSocketPeer {

	private EchoSocketPeer() {
	}

	/**
	 * Reply.
	 * @param args contestant, secret key
	 */
	public static void main(String[] args) {
		try (PeerSockets peer = PeerSockets.of(Contestant.of(args[0]))) {
			ZMQ.Socket socket = peer.server(SocketType.ROUTER, args[1]);
			Turns.beside("echo", () -> reply(socket));
			Turns.announce(socket.getLastEndpoint());
			Turns.each((numbers) -> "");
		}
	}

	private static void reply(ZMQ.Socket socket) {
		for (byte[] frame = socket.recv(); frame != null; frame = socket.recv()) {
			socket.send(frame, socket.hasReceiveMore() ? ZMQ.SNDMORE : 0);
		}
	}

}
