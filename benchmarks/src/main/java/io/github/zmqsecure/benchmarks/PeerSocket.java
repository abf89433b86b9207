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

import io.github.zmqsecure.socket.SecureSocketFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The socket of a child process: a raw one with JeroMQ's defaults, or one as the starter
 * makes it. One I/O thread.
 *
 * @param socket the socket
 * @param owner what closes it
 */
record PeerSocket(ZMQ.Socket socket, Runnable owner) implements AutoCloseable {

	static PeerSocket server(String contestant, String secretKey) {
		Contestant chosen = choose(contestant);
		if (chosen.isStarter()) {
			return of(StarterContext.server(chosen.crypto().label(), secretKey, StarterContext.Application.class),
					"server");
		}
		ZContext context = new ZContext();
		ZMQ.Socket socket = context.createSocket(SocketType.PULL);
		socket.setCurveServer(true);
		socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
		if (!socket.bind("tcp://127.0.0.1:*")) {
			throw new IllegalStateException("cannot bind on loopback");
		}
		return new PeerSocket(socket, context::close);
	}

	static PeerSocket client(String contestant, String endpoint, String serverKey) {
		Contestant chosen = choose(contestant);
		if (chosen.isStarter()) {
			return of(StarterContext.client(chosen.crypto().label(), endpoint, serverKey), "client");
		}
		ZContext context = new ZContext();
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
		socket.setHandshakeIvl(2000);
		socket.setCurveServerKey(ZMQ.Curve.z85Decode(serverKey));
		socket.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey));
		socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey));
		socket.connect(endpoint);
		return new PeerSocket(socket, context::close);
	}

	@Override
	public void close() {
		this.owner.run();
	}

	private static Contestant choose(String label) {
		Contestant contestant = Contestant.of(label);
		if (contestant != Contestant.JNACL) {
			Crypto.of(contestant);
		}
		return contestant;
	}

	/** The application has a managed socket of that name as well, which stays idle. */
	private static PeerSocket of(ConfigurableApplicationContext context, String name) {
		return new PeerSocket(context.getBean(SecureSocketFactory.class).open(name), context::close);
	}

}
