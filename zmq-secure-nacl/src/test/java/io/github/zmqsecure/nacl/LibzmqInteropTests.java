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

package io.github.zmqsecure.nacl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import static org.assertj.core.api.Assertions.assertThat;

class LibzmqInteropTests {

	private static final int COUNT = CurveSockets.SIZES.length;

	@BeforeEach
	void require() throws Exception {
		LibzmqPeer.require();
	}

	@AfterEach
	void reset() {
		NaclProviders.select(NaclMode.AUTO, null);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void requestsFromLibzmqServer(NaclMode mode) throws Exception {
		use(mode);
		try (CurveSockets sockets = new CurveSockets();
				LibzmqPeer peer = new LibzmqPeer("rep", "-", sockets.serverKeys(), COUNT)) {
			ZMQ.Socket request = sockets.client(SocketType.REQ, peer.endpoint(), sockets.serverKeys().publicKey);
			for (int size : CurveSockets.SIZES) {
				assertThat(request.send(CurveSockets.pattern(size))).isTrue();
				assertThat(request.recv()).isEqualTo(CurveSockets.pattern(size));
			}
			assertThat(peer.isDone()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void repliesToLibzmqClient(NaclMode mode) throws Exception {
		use(mode);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket reply = sockets.server(SocketType.REP);
			try (LibzmqPeer peer = new LibzmqPeer("req", reply.getLastEndpoint(), sockets.serverKeys(), COUNT)) {
				for (int i = 0; i < COUNT; i++) {
					ZMsg parts = ZMsg.recvMsg(reply);
					assertThat(parts).hasSize(4);
					parts.send(reply);
				}
				assertThat(peer.isDone()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void pushesToLibzmqServer(NaclMode mode) throws Exception {
		use(mode);
		try (CurveSockets sockets = new CurveSockets();
				LibzmqPeer peer = new LibzmqPeer("pull", "-", sockets.serverKeys(), COUNT)) {
			ZMQ.Socket push = sockets.client(SocketType.PUSH, peer.endpoint(), sockets.serverKeys().publicKey);
			for (int size : CurveSockets.SIZES) {
				assertThat(push.send(CurveSockets.pattern(size))).isTrue();
			}
			assertThat(peer.isDone()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void pullsFromLibzmqClient(NaclMode mode) throws Exception {
		use(mode);
		try (CurveSockets sockets = new CurveSockets()) {
			ZMQ.Socket pull = sockets.server(SocketType.PULL);
			try (LibzmqPeer peer = new LibzmqPeer("push", pull.getLastEndpoint(), sockets.serverKeys(), COUNT)) {
				for (int size : CurveSockets.SIZES) {
					assertThat(pull.recv()).isEqualTo(CurveSockets.pattern(size));
				}
				assertThat(peer.isDone()).isTrue();
			}
		}
	}

	private static void use(NaclMode mode) {
		Prerequisites.provider(mode);
		NaclProviders.select(mode, null);
	}

}
