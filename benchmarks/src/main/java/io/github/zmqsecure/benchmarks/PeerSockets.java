/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
