// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients that know several keys of their server.
 */
class ServerKeysOfClientTests {

	private final CurveKeyPair next = CurveKeyPair.generate();

	private final CurveKeyPair old = CurveKeyPair.generate();

	private final int port = Ports.free();

	private final int otherPort = Ports.free();

	private final ApplicationContextRunner contextRunner = TestSockets.runner()
		.withPropertyValues("zmq.secure.peers.server.public-keys[0]=" + hex(this.next),
				"zmq.secure.peers.server.public-keys[1]=" + hex(this.old), "zmq.secure.sockets.out.type=push",
				"zmq.secure.sockets.out.server=server", "zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + this.port);

	@Test
	void movesOnToTheKeyThatTheServerHasAndRemembersIt() {
		this.contextRunner.run((context) -> {
			ManagedSocket out = TestSockets.socket(context, "out");
			HandshakeStatistics statistics = out.getConnections().getStatistics();
			try (Server server = new Server(this.port, this.old)) {
				server.receives(out, "one");
				assertThat(statistics.getPeerKeys().all().keySet()).containsExactly(this.old.publicKey());
				assertThat(statistics.getFailed(FailureReason.WRONG_SERVER_KEY)).isOne();
				assertThat(out.getConnections().getConnections().get(0).getServerKey()).isEqualTo(this.old.publicKey());
			}
			await().until(() -> !out.getConnections().isConnected());
			try (Server server = new Server(this.port, this.old)) {
				server.receives(out, "two");
				assertThat(statistics.getFailed(FailureReason.WRONG_SERVER_KEY)).isOne();
			}
			await().until(() -> !out.getConnections().isConnected());
			try (Server server = new Server(this.port, this.next)) {
				server.receives(out, "three");
				assertThat(statistics.getFailed(FailureReason.WRONG_SERVER_KEY)).isEqualTo(2);
				assertThat(statistics.getPeerKeys().getHandshakes(this.next.publicKey())).isOne();
			}
		});
	}

	@Test
	void movingOnIsNoRefusal() {
		this.contextRunner.run((context) -> {
			ManagedSocket out = TestSockets.socket(context, "out");
			Set<String> seen = new ConcurrentSkipListSet<>();
			Server running = new Server(this.port, this.old);
			try (running) {
				await().pollInterval(Duration.ofMillis(1)).until(() -> {
					seen.addAll(out.getConnections().getRefusedEndpoints().keySet());
					return out.getConnections().isConnected() || !seen.isEmpty();
				});
				seen.addAll(out.getConnections().getRefusedEndpoints().keySet());
				assertThat(seen).isEmpty();
				assertThat(out.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY)).isOne();
			}
		});
	}

	@Test
	void isRefusedOnceTheServerHasNoneOfThem() {
		this.contextRunner.run((context) -> {
			ManagedSocket out = TestSockets.socket(context, "out");
			Server running = new Server(this.port, CurveKeyPair.generate());
			try (running) {
				await().until(() -> out.getConnections().getRefusedEndpoints().size() == 1);
				assertThat(out.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY))
					.isGreaterThanOrEqualTo(2);
			}
			try (Server server = new Server(this.port, this.old)) {
				server.receives(out, "mended");
				assertThat(out.getConnections().getRefusedEndpoints()).isEmpty();
			}
		});
	}

	@Test
	void findsTheKeyOfEachServerOfAFleetThatIsHalfRotated() {
		this.contextRunner
			.withPropertyValues("zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + this.port + ",tcp://127.0.0.1:"
					+ this.otherPort)
			.run((context) -> {
				ManagedSocket out = TestSockets.socket(context, "out");
				try (Server rotated = new Server(this.port, this.next);
						Server waiting = new Server(this.otherPort, this.old)) {
					await().until(() -> out.getConnections().getConnectionCount() == 2);
					assertThat(out.getConnections().getConnections()).extracting(Connection::getServerKey)
						.containsExactlyInAnyOrder(this.next.publicKey(), this.old.publicKey());
					for (int i = 0; i < 10; i++) {
						out.send("message " + i);
					}
					Collection<String> received = new ConcurrentLinkedQueue<>();
					await().until(() -> {
						rotated.drainTo(received);
						waiting.drainTo(received);
						return received.size() == 10;
					});
				}
			});
	}

	private static String hex(CurveKeyPair pair) {
		return HexFormat.of().formatHex(pair.publicKey().toBytes());
	}

	/**
	 * A server of stock JeroMQ.
	 */
	private static final class Server implements AutoCloseable {

		private final ZContext context = new ZContext();

		private final ZMQ.Socket socket;

		Server(int port, CurveKeyPair pair) {
			this.socket = RawSockets.server(this.context, SocketType.PULL, pair);
			this.socket.setReceiveTimeOut(50);
			this.socket.bind("tcp://127.0.0.1:" + port);
		}

		void receives(ManagedSocket out, String message) {
			await().until(() -> out.getConnections().isConnected());
			out.send(message);
			Collection<String> received = new ConcurrentLinkedQueue<>();
			await().until(() -> {
				drainTo(received);
				return List.of(message).equals(List.copyOf(received));
			});
		}

		void drainTo(Collection<String> received) {
			for (String text = this.socket.recvStr(); text != null; text = this.socket.recvStr()) {
				received.add(text);
			}
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
