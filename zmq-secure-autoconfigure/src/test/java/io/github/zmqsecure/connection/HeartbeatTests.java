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

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for heartbeats.
 */
@Timeout(180)
class HeartbeatTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int CLIENTS = 6;

	private final List<PythonPeer> peers = new ArrayList<>();

	@Test
	void noticeAServerThatFallsSilentWheneverItDoes() {
		PythonPeer.assumeAvailable();
		for (int round = 0; round < 3; round++) {
			List<Integer> ports = new ArrayList<>();
			CurveKeyPair server = CurveKeyPair.generate();
			clients(server, ports).run((context) -> {
				try {
					ports.forEach((port) -> this.peers.add(server(server, context, port)));
					for (int i = 0; i < CLIENTS; i++) {
						ManagedSocket client = TestSockets.socket(context, "c" + i);
						await().atMost(PATIENCE).until(() -> client.getConnections().isConnected());
					}
					// Between the first heartbeats, of which every second one was lost.
					LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000_000, 1_500_000_000));
					this.peers.forEach((peer) -> peer.signal("STOP"));
					for (int i = 0; i < CLIENTS; i++) {
						ManagedSocket client = TestSockets.socket(context, "c" + i);
						await("c" + i).atMost(Duration.ofSeconds(5))
							.until(() -> !client.getConnections().isConnected());
					}
				}
				finally {
					this.peers.forEach(PythonPeer::close);
					this.peers.clear();
				}
			});
		}
	}

	@Test
	void keepTheConnectionOfAPeerWhoseAnswersWeDoNotRead() {
		Pair pair = new Pair("pull", "push").server("options.heartbeat-ivl=100ms", "options.rcv-hwm=2")
			.client("overflow=drop-newest");
		pair.run((server, client) -> {
			await().atMost(PATIENCE).until(() -> server.getConnections().isConnected());
			for (int i = 0; i < 20_000; i++) {
				client.send("a message that nobody reads " + i);
			}
			await().during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(5))
				.until(() -> server.getConnections().isConnected());
			assertThat(server.getConnections().getStatistics().getSucceeded()).isEqualTo(1);
		});
	}

	private static ApplicationContextRunner clients(CurveKeyPair server, List<Integer> ports) {
		List<String> properties = new ArrayList<>(
				List.of("zmq.secure.keys.gateway.ephemeral=true", TestSockets.peer("server", server)));
		for (int i = 0; i < CLIENTS; i++) {
			int port = Ports.free();
			ports.add(port);
			String socket = "zmq.secure.sockets.c" + i;
			properties.addAll(List.of(socket + ".type=dealer", socket + ".connect=tcp://127.0.0.1:" + port,
					socket + ".key=gateway", socket + ".server=server", socket + ".options.heartbeat-ivl=300ms",
					socket + ".options.heartbeat-timeout=900ms"));
		}
		return TestSockets.runner().withPropertyValues(properties.toArray(String[]::new));
	}

	private static PythonPeer server(CurveKeyPair pair, AssertableApplicationContext context, int port) {
		List<String> arguments = new ArrayList<>(List.of("server", "--endpoint=tcp://127.0.0.1:" + port));
		arguments.addAll(List.of(PythonPeer.keys(pair, pair.publicKey())));
		arguments.add("--allow=" + context.getBean(CurveKeys.class).getPublicKey("gateway").toZ85());
		PythonPeer server = PythonPeer.start(arguments.toArray(String[]::new));
		server.read();
		return server;
	}

}
