// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.HexFormat;

import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PlaintextPolicy}.
 */
class PlaintextPolicyTests {

	@ParameterizedTest
	@CsvSource({ "deny, 127.0.0.1, false", "deny, '', true", "loopback, 127.0.0.1, true", "loopback, 0.0.0.0, false",
			"allow, 127.0.0.1, true", "allow, 0.0.0.0, false" })
	void saysWhatASocketWithoutCurveMayBind(String policy, String host, boolean allowed) {
		String endpoint = (host.isEmpty()) ? "inproc://local" : "tcp://" + host + ":" + Ports.free();
		assertStarts("bind", endpoint, policy, allowed);
	}

	@ParameterizedTest
	@CsvSource({ "deny, 127.0.0.1, false", "loopback, 127.0.0.1, true", "loopback, 192.0.2.1, false",
			"allow, 192.0.2.1, true" })
	void saysWhereASocketWithoutCurveMayConnect(String policy, String host, boolean allowed) {
		assertStarts("connect", "tcp://" + host + ":9", policy, allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0100056f7065", "ff00000000000000017f01050000" })
	void refusesPeersOfVersionsThatKnowNoMechanism(String greeting) {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.open.type=router",
					"zmq.secure.sockets.open.mechanism=null", "zmq.secure.sockets.open.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				try (RawPeer peer = new RawPeer(TestSockets.port(context, "open"))) {
					peer.send(HexFormat.of().parseHex(greeting));
					peer.awaitClose();
				}
				HandshakeStatistics statistics = TestSockets.socket(context, "open").getConnections().getStatistics();
				await().until(() -> statistics.getFailed(FailureReason.PROTOCOL) == 1);
			});
	}

	private static void assertStarts(String how, String endpoint, String policy, boolean allowed) {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=" + policy, "zmq.secure.sockets.open.type=dealer",
					"zmq.secure.sockets.open.mechanism=null", "zmq.secure.sockets.open." + how + "=" + endpoint,
					"zmq.secure.sockets.open.options.linger=0ms")
			.run((context) -> {
				if (allowed) {
					assertThat(context).hasNotFailed();
				}
				else {
					assertThat(context).hasFailed();
				}
			});
	}

}
