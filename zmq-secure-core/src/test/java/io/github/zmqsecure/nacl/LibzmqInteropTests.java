// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.List;

import io.github.zmqsecure.support.Prerequisite;
import io.github.zmqsecure.support.PythonProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that JeroMQ with each provider and libzmq understand each other. They need pyzmq,
 * whose one wrapper is in this module.
 */
class LibzmqInteropTests {

	/** As in the script. */
	private static final int[] SIZES = { 0, 1, 31, 32, 33, 255, 256, 1000, 32_700, 65_536, 100_000, 1_048_576 };

	private final ZMQ.Curve.KeyPair serverKeys = ZMQ.Curve.generateKeyPair();

	private final ZContext context = new ZContext();

	@AfterEach
	void close() {
		this.context.close();
		NaclProviders.select(NaclMode.AUTO, null);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void requestsFromLibzmqServer(NaclMode mode) {
		use(mode);
		try (PythonProcess peer = peer("rep", "-")) {
			ZMQ.Socket request = client(SocketType.REQ, peer.line());
			for (int size : SIZES) {
				assertThat(request.send(pattern(size))).isTrue();
				assertThat(request.recv()).isEqualTo(pattern(size));
			}
			assertDone(peer);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void repliesToLibzmqClient(NaclMode mode) {
		use(mode);
		ZMQ.Socket reply = server(SocketType.REP);
		try (PythonProcess peer = peer("req", reply.getLastEndpoint())) {
			for (int i = 0; i < SIZES.length; i++) {
				ZMsg parts = ZMsg.recvMsg(reply);
				assertThat(parts).hasSize(4);
				parts.send(reply);
			}
			assertDone(peer);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void pushesToLibzmqServer(NaclMode mode) {
		use(mode);
		try (PythonProcess peer = peer("pull", "-")) {
			ZMQ.Socket push = client(SocketType.PUSH, peer.line());
			for (int size : SIZES) {
				assertThat(push.send(pattern(size))).isTrue();
			}
			assertDone(peer);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void pullsFromLibzmqClient(NaclMode mode) {
		use(mode);
		ZMQ.Socket pull = server(SocketType.PULL);
		try (PythonProcess peer = peer("push", pull.getLastEndpoint())) {
			for (int size : SIZES) {
				assertThat(pull.recv()).isEqualTo(pattern(size));
			}
			assertDone(peer);
		}
	}

	private static void use(NaclMode mode) {
		if (mode == NaclMode.LIBSODIUM) {
			Assumptions.assumeTrue(Runtime.version().feature() >= 22, "libsodium needs JDK 22");
		}
		try {
			NaclProviders.select(mode, null);
		}
		catch (NaclProviderException ex) {
			Prerequisite.assume(false, "Libsodium (Debian: libsodium23): " + ex.getMessage());
		}
	}

	private PythonProcess peer(String role, String endpoint) {
		return PythonProcess.start("peers/curve.py", List.of(role, endpoint, this.serverKeys.publicKey,
				this.serverKeys.secretKey, Integer.toString(SIZES.length)));
	}

	private static void assertDone(PythonProcess peer) {
		assertThat(peer.line()).isEqualTo("done");
		assertThat(peer.exitValue()).isZero();
	}

	private ZMQ.Socket server(SocketType type) {
		ZMQ.Socket socket = socket(type, this.serverKeys);
		socket.setCurveServer(true);
		socket.bind("tcp://127.0.0.1:*");
		return socket;
	}

	private ZMQ.Socket client(SocketType type, String endpoint) {
		ZMQ.Socket socket = socket(type, ZMQ.Curve.generateKeyPair());
		socket.setCurveServerKey(this.serverKeys.publicKey.getBytes(ZMQ.CHARSET));
		socket.connect(endpoint);
		return socket;
	}

	private ZMQ.Socket socket(SocketType type, ZMQ.Curve.KeyPair keys) {
		ZMQ.Socket socket = this.context.createSocket(type);
		socket.setLinger(10_000);
		socket.setHandshakeIvl(2000);
		socket.setReceiveTimeOut(20_000);
		socket.setSendTimeOut(20_000);
		socket.setCurvePublicKey(keys.publicKey.getBytes(ZMQ.CHARSET));
		socket.setCurveSecretKey(keys.secretKey.getBytes(ZMQ.CHARSET));
		return socket;
	}

	private static byte[] pattern(int size) {
		byte[] bytes = new byte[size];
		for (int i = 0; i < size; i++) {
			bytes[i] = (byte) (i * 31 + size);
		}
		return bytes;
	}

}
