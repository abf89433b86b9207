// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A process with sockets, raw ones or those of the starter, that sends or receives.
 *
 * @since 0.1.0
 */
public final class SocketPeer {

	private SocketPeer() {
	}

	/**
	 * Send or receive.
	 * @param args contestant, type, key, endpoint of the server or a hyphen to be it,
	 * size of a message, how many sockets
	 * @throws IOException if the benchmark has ended
	 */
	public static void main(String[] args) throws IOException {
		SocketType type = SocketType.valueOf(args[1].toUpperCase(Locale.ROOT));
		List<ZMQ.Socket> sockets = new ArrayList<>();
		try (PeerSockets peer = PeerSockets.of(Contestant.of(args[0]))) {
			if (args[3].equals("-")) {
				sockets.add(peer.server(type, args[2]));
				Turns.announce(sockets.get(0).getLastEndpoint());
			}
			else {
				for (int i = 0; i < Integer.parseInt(args[5]); i++) {
					sockets.add(client(peer, type, args[3], args[2]));
				}
				Turns.announce("connects");
			}
			if (type == SocketType.PULL || type == SocketType.SUB) {
				receive(sockets);
			}
			else {
				send(sockets.get(0), type, Integer.parseInt(args[4]));
			}
		}
	}

	private static ZMQ.Socket client(PeerSockets peer, SocketType type, String endpoint, String serverKey) {
		ZMQ.Socket socket = peer.client(type, endpoint, serverKey);
		if (type == SocketType.SUB) {
			socket.subscribe("");
		}
		return socket;
	}

	private static void receive(List<ZMQ.Socket> sockets) {
		Arrivals arrivals = new Arrivals();
		for (ZMQ.Socket socket : sockets) {
			Arrivals.Counter counter = arrivals.counter();
			Turns.beside("receiver", () -> {
				while (socket.recv() != null) {
					counter.received();
				}
			});
		}
		Turns.each((numbers) -> arrivals.rate(numbers[0]));
	}

	private static void send(ZMQ.Socket socket, SocketType type, int size) {
		if (type == SocketType.PUB) {
			socket.setXpubNoDrop(true);
		}
		byte[] payload = new byte[size];
		Turns.each((numbers) -> Sending.run(numbers[0], size, () -> socket.send(payload)));
	}

}
