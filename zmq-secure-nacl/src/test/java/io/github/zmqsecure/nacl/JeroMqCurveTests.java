// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JeroMQ on both sides, with our classes where it expects jnacl's.
 */
class JeroMqCurveTests {

	@AfterEach
	void reset() {
		NaclProviders.select(NaclMode.AUTO, null);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void pushesAndPulls(NaclMode mode) {
		use(mode);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket pull = sockets.server(SocketType.PULL);
			ZMQ.Socket push = sockets.client(SocketType.PUSH, pull.getLastEndpoint(), sockets.serverKeys().publicKey);
			for (int size : CurveSockets.SIZES) {
				assertThat(push.send(CurveSockets.pattern(size))).isTrue();
				assertThat(pull.recv()).isEqualTo(CurveSockets.pattern(size));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void requestsAndReplies(NaclMode mode) {
		use(mode);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket reply = sockets.server(SocketType.REP);
			ZMQ.Socket request = sockets.client(SocketType.REQ, reply.getLastEndpoint(),
					sockets.serverKeys().publicKey);
			for (int size : CurveSockets.SIZES) {
				assertThat(request.send(CurveSockets.pattern(size))).isTrue();
				assertThat(reply.send(reply.recv())).isTrue();
				assertThat(request.recv()).isEqualTo(CurveSockets.pattern(size));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void refusesClientThatExpectsAnotherServer(NaclMode mode) {
		use(mode);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket pull = sockets.server(SocketType.PULL);
			ZMQ.Socket push = sockets.client(SocketType.PUSH, pull.getLastEndpoint(),
					ZMQ.Curve.generateKeyPair().publicKey);
			push.setLinger(0);
			push.setSendTimeOut(0);
			push.send("lost");
			assertReceivesFromOthersOnly(sockets, pull);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void answersToEachKeyOfTheRing(NaclMode mode) {
		use(mode);
		ZMQ.Curve.KeyPair old = ZMQ.Curve.generateKeyPair();
		byte[] previous = ZMQ.Curve.z85Decode(old.secretKey);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket pull = sockets.server(SocketType.PULL);
			CryptoBox.useServerKeyRing(pull.getCurveSecretKey(), (configured) -> List.of(configured, previous));
			for (String serverKey : List.of(old.publicKey, sockets.serverKeys().publicKey, old.publicKey)) {
				ZMQ.Socket push = sockets.client(SocketType.PUSH, pull.getLastEndpoint(), serverKey);
				assertThat(push.send("hello")).isTrue();
				assertThat(pull.recvStr()).isEqualTo("hello");
			}
		}
	}

	@Test
	void ringBelongsToItsSocketAlone() {
		ZMQ.Curve.KeyPair old = ZMQ.Curve.generateKeyPair();
		byte[] previous = ZMQ.Curve.z85Decode(old.secretKey);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket rotated = sockets.server(SocketType.PULL);
			ZMQ.Socket other = sockets.server(SocketType.PULL);
			CryptoBox.useServerKeyRing(rotated.getCurveSecretKey(), (configured) -> List.of(configured, previous));
			ZMQ.Socket push = sockets.client(SocketType.PUSH, other.getLastEndpoint(), old.publicKey);
			push.setLinger(0);
			push.setSendTimeOut(0);
			push.send("lost");
			assertReceivesFromOthersOnly(sockets, other);
		}
	}

	/** By the time that another client is let in who is not would have been. */
	private static void assertReceivesFromOthersOnly(CurveSockets sockets, ZMQ.Socket pull) {
		sockets.client(SocketType.PUSH, pull.getLastEndpoint(), sockets.serverKeys().publicKey).send("hello");
		pull.setReceiveTimeOut(60_000);
		assertThat(pull.recvStr()).isEqualTo("hello");
		pull.setReceiveTimeOut(500);
		assertThat(pull.recv()).isNull();
	}

	private static void use(NaclMode mode) {
		Prerequisites.provider(mode);
		NaclProviders.select(mode, null);
	}

}
