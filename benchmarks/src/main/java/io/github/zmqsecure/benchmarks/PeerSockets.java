// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Makes the sockets of a child process.
 */
interface PeerSockets extends AutoCloseable {

	ZMQ.Socket server(SocketType type, String secretKey);

	ZMQ.Socket client(SocketType type, String endpoint, String serverKey);

	@Override
	void close();

	static PeerSockets of(Contestant contestant) {
		if (contestant.isStarter()) {
			return new StarterSockets(contestant);
		}
		if (contestant != Contestant.JNACL) {
			Crypto.of(contestant);
		}
		return new RawSockets();
	}

	/**
	 * Those of JeroMQ with its defaults.
	 */
	final class RawSockets implements PeerSockets {

		private final ZContext context = new ZContext(Integer.getInteger("io-threads", 1));

		@Override
		public ZMQ.Socket server(SocketType type, String secretKey) {
			ZMQ.Socket socket = create(type);
			secureServer(socket, secretKey);
			if (!socket.bind("tcp://127.0.0.1:*")) {
				throw new IllegalStateException("cannot bind on loopback");
			}
			return socket;
		}

		@Override
		public ZMQ.Socket client(SocketType type, String endpoint, String serverKey) {
			ZMQ.Socket socket = create(type);
			secureClient(socket, serverKey);
			socket.connect(endpoint);
			return socket;
		}

		static void secureServer(ZMQ.Socket socket, String secretKey) {
			socket.setCurveServer(true);
			socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
		}

		static void secureClient(ZMQ.Socket socket, String serverKey) {
			ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
			socket.setHandshakeIvl(2000);
			socket.setCurveServerKey(ZMQ.Curve.z85Decode(serverKey));
			socket.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey));
			socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey));
		}

		private ZMQ.Socket create(SocketType type) {
			ZMQ.Socket socket = this.context.createSocket(type);
			socket.setHWM(Integer.getInteger("high-water-mark", 1000));
			return socket;
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
