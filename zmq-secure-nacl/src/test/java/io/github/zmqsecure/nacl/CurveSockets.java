// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * JeroMQ sockets with CURVE on loopback, and what they send.
 */
final class CurveSockets implements AutoCloseable {

	static final int[] SIZES = { 0, 1, 31, 32, 33, 255, 256, 1000, 32_700, 65_536, 100_000, 1_048_576 };

	private final ZMQ.Curve.KeyPair serverKeys = ZMQ.Curve.generateKeyPair();

	private final ZContext context = new ZContext();

	CurveSockets() {
		this.context.setLinger(10_000);
	}

	ZMQ.Curve.KeyPair serverKeys() {
		return this.serverKeys;
	}

	ZMQ.Socket server(SocketType type) {
		ZMQ.Socket socket = create(type);
		socket.setCurveServer(true);
		socket.setCurvePublicKey(this.serverKeys.publicKey.getBytes(ZMQ.CHARSET));
		socket.setCurveSecretKey(this.serverKeys.secretKey.getBytes(ZMQ.CHARSET));
		socket.bind("tcp://127.0.0.1:*");
		return socket;
	}

	ZMQ.Socket client(SocketType type, String endpoint, String serverKey) {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		ZMQ.Socket socket = create(type);
		socket.setCurveServerKey(serverKey.getBytes(ZMQ.CHARSET));
		socket.setCurvePublicKey(keys.publicKey.getBytes(ZMQ.CHARSET));
		socket.setCurveSecretKey(keys.secretKey.getBytes(ZMQ.CHARSET));
		socket.connect(endpoint);
		return socket;
	}

	static byte[] pattern(int size) {
		byte[] bytes = new byte[size];
		for (int i = 0; i < size; i++) {
			bytes[i] = (byte) (i * 31 + size);
		}
		return bytes;
	}

	private ZMQ.Socket create(SocketType type) {
		ZMQ.Socket socket = this.context.createSocket(type);
		socket.setHandshakeIvl(2000);
		socket.setReceiveTimeOut(20_000);
		socket.setSendTimeOut(20_000);
		return socket;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
