// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import org.zeromq.SocketType;
import org.zeromq.UncheckedZMQException;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Asks whoever serves the ZAP endpoint a question that only the handler of this library
 * can answer.
 */
class ZapProbe {

	private static final int REPLY_FRAMES = 6;

	/**
	 * The timeout counts in as many steps, since a thread that starves is late itself.
	 */
	private static final int STEPS = 10;

	private final SecureRandom random = new SecureRandom();

	private final ZContext context;

	private final Duration timeout;

	private final String domain = nonce();

	ZapProbe(ZContext context, Duration timeout) {
		this.context = context;
		this.timeout = timeout;
	}

	String domain() {
		return this.domain;
	}

	boolean isAnswered() {
		try (ZMQ.Socket socket = this.context.createSocket(SocketType.REQ)) {
			socket.setLinger(0);
			socket.setSendTimeOut((int) this.timeout.toMillis());
			socket.setReceiveTimeOut((int) this.timeout.toMillis() / STEPS);
			String nonce = nonce();
			if (!socket.connect(ZapHandler.ENDPOINT) || !ask(socket, nonce)) {
				return false;
			}
			return isAnswer(socket, nonce);
		}
		catch (UncheckedZMQException ex) {
			return false;
		}
	}

	private boolean ask(ZMQ.Socket socket, String nonce) {
		return socket.sendMore("1.0") && socket.sendMore("1") && socket.sendMore(this.domain) && socket.sendMore(nonce)
				&& socket.sendMore("") && socket.send("CURVE");
	}

	private boolean isAnswer(ZMQ.Socket socket, String nonce) {
		byte[] frame = null;
		for (int step = 0; frame == null && step < STEPS; step++) {
			frame = socket.recv();
		}
		if (frame == null) {
			return false;
		}
		byte[] text = null;
		int frames = 1;
		while (socket.hasReceiveMore()) {
			frame = socket.recv();
			if (++frames == 4) {
				text = frame;
			}
		}
		return frames == REPLY_FRAMES && Arrays.equals(text, nonce.getBytes(StandardCharsets.UTF_8));
	}

	private String nonce() {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
