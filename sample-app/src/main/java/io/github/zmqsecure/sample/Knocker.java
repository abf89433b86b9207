// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * An unauthenticated peer that knocks at the order service, with plain JeroMQ. Each knock
 * is one connection, and is over within a second more than its patience.
 */
@Component
class Knocker {

	private static final int NUDGE_MILLIS = 500;

	private static final int NEVER_AGAIN_MILLIS = 60_000;

	private final CurveKeys keys;

	private final String endpoint;

	private final int patienceMillis;

	private final ReentrantLock lock = new ReentrantLock();

	Knocker(CurveKeys keys, @Value("${zmq.sample.orders-endpoint}") String endpoint,
			@Value("${zmq.sample.knock-patience:3s}") Duration patience) {
		this.keys = keys;
		this.endpoint = endpoint;
		this.patienceMillis = Math.toIntExact(patience.toMillis());
	}

	/**
	 * Knock, and wait for the door to be shut.
	 * @param knock what is wrong with the peer
	 * @return whether the connection was ended by the order service
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	boolean knock(Knock knock) throws InterruptedException {
		this.lock.lockInterruptibly();
		try (ZContext context = new ZContext()) {
			CountDownLatch refused = new CountDownLatch(1);
			ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
			socket.setReconnectIVL(NEVER_AGAIN_MILLIS);
			socket.setHandshakeIvl(this.patienceMillis);
			socket.setEventHook((event) -> refused.countDown(), ZMQ.EVENT_DISCONNECTED);
			secure(socket, knock);
			socket.connect(this.endpoint);
			if (!refused.await(NUDGE_MILLIS, TimeUnit.MILLISECONDS)) {
				nudge(context);
			}
			return refused.await(this.patienceMillis, TimeUnit.MILLISECONDS);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Have JeroMQ register its channels again: it loses some fresh connections. (The
	 * library's sockets need no such help.)
	 */
	private static void nudge(ZContext context) {
		context.createSocket(SocketType.PUB).bindToRandomPort("tcp://127.0.0.1");
	}

	private void secure(ZMQ.Socket socket, Knock knock) {
		CurvePublicKey serverKey = (knock == Knock.WRONG_SERVER_KEY) ? CurveKeyPair.generate().publicKey()
				: this.keys.getPublicKey("orders-service");
		CurveKeyPair unlisted = CurveKeyPair.generate();
		socket.setCurveServerKey(serverKey.toBytes());
		socket.setCurvePublicKey(unlisted.publicKey().toBytes());
		socket.setCurveSecretKey(unlisted.secretKey().toBytes());
	}

	/**
	 * What is wrong with the peer.
	 */
	enum Knock {

		/** Its own key is not listed. */
		WRONG_KEY,

		/** It insists on another key than the order service has. */
		WRONG_SERVER_KEY

	}

}
