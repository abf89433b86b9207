// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Sockets of stock JeroMQ, secured by hand.
 */
public final class RawSockets {

	private RawSockets() {
	}

	/**
	 * Make a socket that may connect to the server of a pair.
	 * @param context the context, which closes it
	 * @param type its type
	 * @param pair the pair, in the place of whose client it comes
	 * @return the socket
	 */
	public static ZMQ.Socket client(ZContext context, SocketType type, Pair pair) {
		return client(context, type, pair.clientKey(), pair.serverKey().publicKey());
	}

	/**
	 * Make a socket that may connect to a server.
	 * @param context the context, which closes it
	 * @param type its type
	 * @param key its own key pair
	 * @param server the key that it insists on
	 * @return the socket
	 */
	public static ZMQ.Socket client(ZContext context, SocketType type, CurveKeyPair key, CurvePublicKey server) {
		ZMQ.Socket socket = context.createSocket(type);
		socket.setCurveServerKey(server.toBytes());
		socket.setCurvePublicKey(key.publicKey().toBytes());
		socket.setCurveSecretKey(key.secretKey().toBytes());
		socket.setHandshakeIvl(2000);
		socket.setLinger(0);
		return socket;
	}

	/**
	 * Make a CURVE server that lets everybody in.
	 * @param context the context, which closes it
	 * @param type its type
	 * @param key its key pair
	 * @return the socket, which is not bound
	 */
	public static ZMQ.Socket server(ZContext context, SocketType type, CurveKeyPair key) {
		ZMQ.Socket socket = context.createSocket(type);
		socket.setCurveServer(true);
		socket.setCurvePublicKey(key.publicKey().toBytes());
		socket.setCurveSecretKey(key.secretKey().toBytes());
		socket.setLinger(0);
		return socket;
	}

}
