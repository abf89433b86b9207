// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.nio.ByteBuffer;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A process with a raw DEALER socket that sends requests. Each bears the time when it was
 * sent.
 *
 * @since 0.1.0
 */
public final class RequestSocketPeer {

	private RequestSocketPeer() {
	}

	/**
	 * Send requests.
	 * @param args contestant, the server's public key, endpoint, size of a message
	 */
	public static void main(String[] args) {
		int size = Integer.parseInt(args[3]);
		try (PeerSockets peer = PeerSockets.of(Contestant.of(args[0]))) {
			ZMQ.Socket socket = peer.client(SocketType.DEALER, args[2], args[1]);
			Turns.announce("connects");
			Turns.each((numbers) -> request(socket, size, (int) numbers[0], numbers[1]));
		}
	}

	private static String request(ZMQ.Socket socket, int size, int inFlight, long millis) {
		Latencies latencies = new Latencies();
		for (int i = 0; i < inFlight; i++) {
			send(socket, size);
		}
		for (int outstanding = inFlight; outstanding > 0;) {
			latencies.record(ByteBuffer.wrap(socket.recv()).getLong());
			if (latencies.isBefore(millis)) {
				send(socket, size);
			}
			else {
				outstanding--;
			}
		}
		return latencies.toString();
	}

	private static void send(ZMQ.Socket socket, int size) {
		socket.send(ByteBuffer.allocate(size).putLong(System.nanoTime()).array());
	}

}
