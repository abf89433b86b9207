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
 * The sockets of the child processes; one I/O thread, JeroMQ's defaults.
 */
final class PeerSockets {

	private PeerSockets() {
	}

	static void choose(String contestant) {
		if (!contestant.equals(Contestant.JNACL.label())) {
			Crypto.of(Contestant.of(contestant));
		}
	}

	static ZMQ.Socket server(ZContext context, String secretKey) {
		ZMQ.Socket socket = context.createSocket(SocketType.PULL);
		socket.setCurveServer(true);
		socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
		if (!socket.bind("tcp://127.0.0.1:*")) {
			throw new IllegalStateException("cannot bind on loopback");
		}
		return socket;
	}

	static ZMQ.Socket client(ZContext context, String endpoint, String serverKey) {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
		socket.setHandshakeIvl(2000);
		socket.setCurveServerKey(ZMQ.Curve.z85Decode(serverKey));
		socket.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey));
		socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey));
		socket.connect(endpoint);
		return socket;
	}

}
