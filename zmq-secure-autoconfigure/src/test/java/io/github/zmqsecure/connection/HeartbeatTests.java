// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonPeer;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for heartbeats.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeartbeatTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String[] SHORT = { "options.heartbeat-ivl=200ms", "options.heartbeat-timeout=900ms" };

	/** For peers that are to be kept on a busy machine too. */
	private static final String[] KEPT = { "options.heartbeat-ivl=200ms", "options.heartbeat-timeout=3s" };

	/** The timeout, and what may pass on a busy machine until it is noticed. */
	private static final Duration NOTICED = Duration.ofMillis(900 + 14_000);

	private static final int CLIENTS = 7;

	private final List<PythonPeer> peers = new ArrayList<>();

	@AfterEach
	void closePeers() {
		this.peers.forEach(PythonPeer::close);
	}

	@Test
	@Tag("long")
	void noticeAServerThatFallsSilentWheneverItDoes() {
		PythonPeer.assumeAvailable();
		for (int round = 0; round < 3; round++) {
			CurveKeyPair server = CurveKeyPair.generate();
			List<Integer> ports = new ArrayList<>();
			clients(server, ports, SHORT).run((context) -> {
				ports.forEach((port) -> this.peers.add(server(server, context, port)));
				for (int i = 0; i < CLIENTS; i++) {
					awaitConnected(TestSockets.socket(context, "c" + i));
				}
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(100_000_000, 700_000_000));
				this.peers.forEach((peer) -> peer.signal("STOP"));
				for (int i = 0; i < CLIENTS; i++) {
					ManagedSocket client = TestSockets.socket(context, "c" + i);
					await("c" + i).atMost(NOTICED).until(() -> silent(client) == 1);
				}
				closePeers();
				this.peers.clear();
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, false", "true, true", "false, false", "false, true" })
	void noticeANetworkThatCarriesNothingMore(boolean curve, boolean full, CapturedOutput output) throws Exception {
		int port = Ports.free();
		try (Network network = new Network(port)) {
			Two two = (curve) ? curve(port, network) : plain(port, network);
			two.run((server, client) -> {
				awaitConnected(client);
				awaitConnected(server);
				long before = silent(client);
				long beforeOfServer = silent(server);
				network.freeze();
				for (int i = 0; full && i < 500; i++) {
					client.send("x".repeat(64 * 1024));
				}
				await().atMost(NOTICED).until(() -> silent(client) > before && silent(server) > beforeOfServer);
				await().untilAsserted(() -> assertThat(output).contains("Socket 'client' lost its connection")
					.contains(": silent: "));
				network.thaw();
				awaitConnected(client);
				awaitConnected(server);
			});
		}
	}

	@Test
	void noticeAServerThatReadsNothingMore() {
		PythonPeer.assumeAvailable();
		int port = Ports.free();
		this.peers.add(PythonPeer.start("server", "--mechanism=null", "--endpoint=tcp://127.0.0.1:" + port));
		this.peers.get(0).read();
		runner("client", "dealer", "connect=tcp://127.0.0.1:" + port, SHORT).run((context) -> {
			ManagedSocket client = TestSockets.socket(context, "client");
			awaitConnected(client);
			this.peers.get(0).signal("STOP");
			for (int i = 0; i < 500; i++) {
				client.send("x".repeat(64 * 1024));
			}
			await().atMost(NOTICED).until(() -> silent(client) == 1);
		});
	}

	@Test
	void keepPeersThatAnswerWhateverTheirImplementation() {
		PythonPeer.assumeAvailable();
		CurveKeyPair server = CurveKeyPair.generate();
		List<Integer> ports = new ArrayList<>();
		clients(server, ports, KEPT).run((context) -> {
			ports.forEach((port) -> this.peers.add(server(server, context, port)));
			int port = Ports.free();
			try (ZContext jeromq = new ZContext()) {
				ZMQ.Socket plain = jeromq.createSocket(SocketType.DEALER);
				plain.bind("tcp://127.0.0.1:" + port);
				runner("plain", "dealer", "connect=tcp://127.0.0.1:" + port, KEPT).run((other) -> {
					ManagedSocket client = TestSockets.socket(context, "c0");
					ManagedSocket ofJeromq = TestSockets.socket(other, "plain");
					awaitConnected(client);
					awaitConnected(ofJeromq);
					await().during(Duration.ofSeconds(Integer.getInteger("heartbeat.idle", 6)))
						.atMost(PATIENCE.multipliedBy(10))
						.until(() -> silent(client) + silent(ofJeromq) == 0);
					assertThat(client.getConnections().getStatistics().getSucceeded()).isEqualTo(1);
					assertThat(ofJeromq.getConnections().getStatistics().getSucceeded()).isEqualTo(1);
				});
			}
		});
	}

	@Test
	@Tag("long")
	void keepTheConnectionOfAPeerWhoseAnswersNobodyReads() {
		keepsWhileTheServerDoesNotRead(new Pair("pull", "push").server(KEPT));
	}

	@Test
	@Tag("long")
	void keepTheConnectionOfAPeerThatDoesNotReadButBeats() {
		keepsWhileTheServerDoesNotRead(new Pair("pull", "push").server(KEPT).client(KEPT));
	}

	@Test
	void endTheConnectionOfAPeerThatIsSilentForItsTimeToLive() throws Exception {
		int port = Ports.free();
		runner("server", "pull", "bind=tcp://127.0.0.1:" + port, "options.heartbeat-ivl=0s").run((context) -> {
			ManagedSocket server = TestSockets.socket(context, "server");
			try (RawPeer peer = rawPeer(port, "PUSH")) {
				await().until(() -> server.getConnections().isConnected());
				peer.frame(4,
						ByteBuffer.allocate(7)
							.put((byte) 4)
							.put("PING".getBytes(StandardCharsets.US_ASCII))
							.putShort((short) 5)
							.array());
				assertThat(peer.frame()).startsWith(4, 'P', 'O', 'N', 'G');
				await().until(() -> silent(server) == 1);
				peer.awaitClose();
			}
		});
	}

	@Test
	@Tag("long")
	void areForPeersThatAreKnownToAnswerAsShipped() throws Exception {
		PythonPeer.assumeAvailable();
		int port = Ports.free();
		int libzmq = Ports.free();
		int slow = Ports.free();
		for (int each : List.of(libzmq, slow)) {
			this.peers.add(PythonPeer.start("server", "--mechanism=null", "--endpoint=tcp://127.0.0.1:" + each));
		}
		this.peers.forEach(PythonPeer::read);
		try (Network network = new Network(port); Network idle = new Network(libzmq)) {
			runner("idle", "dealer", "connect=tcp://127.0.0.1:" + idle.port(), "options.rcv-hwm=10")
				.withPropertyValues(socket("slow", "dealer", "connect=tcp://127.0.0.1:" + slow))
				.withPropertyValues(socket("raw", "pull", "bind=tcp://127.0.0.1:*"))
				.run((context) -> new Two(runner("server", "pull", "bind=tcp://127.0.0.1:" + port),
						runner("client", "push", "connect=tcp://127.0.0.1:" + network.port()))
					.run((server, client) -> {
						try (RawPeer raw = rawPeer(TestSockets.port(context, "raw"), "PUSH")) {
							List<ManagedSocket> idles = List.of(TestSockets.socket(context, "slow"),
									TestSockets.socket(context, "raw"));
							List.of("idle", "slow", "raw")
								.forEach((each) -> awaitConnected(TestSockets.socket(context, each)));
							awaitConnected(server);
							network.freeze();
							idle.freeze();
							this.peers.get(1).signal("STOP");
							TestSockets.socket(context, "slow").send("a message that is not taken yet");
							long start = System.nanoTime();
							await().until(() -> silent(client) == 1 && silent(server) == 1);
							await().until(() -> silent(TestSockets.socket(context, "idle")) == 1);
							assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(20),
									PATIENCE);
							assertThat(idles)
								.allMatch((each) -> silent(each) == 0 && each.getConnections().isConnected());
							assertThat(raw.available()).isZero();
						}
					}));
		}
	}

	private static void keepsWhileTheServerDoesNotRead(Pair pair) {
		pair.server("options.rcv-hwm=2").client("overflow=drop-newest").run((server, client) -> {
			await().until(() -> server.getConnections().isConnected());
			for (int i = 0; i < 20_000; i++) {
				client.send("a message that nobody reads " + i);
			}
			await().during(Duration.ofSeconds(6))
				.until(() -> server.getConnections().isConnected() && client.getConnections().isConnected());
			assertThat(server.getConnections().getStatistics().getSucceeded()).isEqualTo(1);
		});
	}

	private static RawPeer rawPeer(int port, String type) {
		RawPeer peer = new RawPeer(port);
		peer.greet("NULL");
		byte[] name = "Socket-Type".getBytes(StandardCharsets.US_ASCII);
		peer.frame(4,
				ByteBuffer.allocate(6 + 1 + name.length + 4 + type.length())
					.put((byte) 5)
					.put("READY".getBytes(StandardCharsets.US_ASCII))
					.put((byte) name.length)
					.put(name)
					.putInt(type.length())
					.put(type.getBytes(StandardCharsets.US_ASCII))
					.array());
		peer.frame();
		return peer;
	}

	private static long silent(ManagedSocket socket) {
		return socket.getConnections().getStatistics().getCut(DisconnectReason.SILENT);
	}

	private static void awaitConnected(ManagedSocket socket) {
		await(socket.getName()).until(() -> socket.getConnections().isConnected());
	}

	private static Two curve(int port, Network network) {
		Pair pair = new Pair("dealer", "dealer").server(SHORT).client(SHORT);
		pair.server("bind=tcp://127.0.0.1:" + port)
			.client("connect=tcp://127.0.0.1:" + network.port(), "overflow=drop-newest", "options.linger=0ms");
		return new Two(pair.serverRunner(), pair.clientRunner());
	}

	private static Two plain(int port, Network network) {
		return new Two(runner("server", "dealer", "bind=tcp://127.0.0.1:" + port, SHORT),
				runner("client", "dealer", "connect=tcp://127.0.0.1:" + network.port(), SHORT));
	}

	private static ApplicationContextRunner runner(String name, String type, String endpoint, String... options) {
		return TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback")
			.withPropertyValues(socket(name, type, endpoint, options));
	}

	private static String[] socket(String name, String type, String endpoint, String... options) {
		List<String> properties = new ArrayList<>(
				List.of("type=" + type, endpoint, "mechanism=null", "overflow=drop-newest", "options.linger=0ms"));
		properties.addAll(List.of(options));
		return properties.stream().map((each) -> "zmq.secure.sockets." + name + "." + each).toArray(String[]::new);
	}

	private static ApplicationContextRunner clients(CurveKeyPair server, List<Integer> ports, String... options) {
		List<String> properties = new ArrayList<>(
				List.of("zmq.secure.keys.gateway.ephemeral=true", TestSockets.peer("server", server)));
		for (int i = 0; i < CLIENTS; i++) {
			int port = Ports.free();
			ports.add(port);
			String socket = "zmq.secure.sockets.c" + i + ".";
			properties.addAll(List.of(socket + "type=dealer", socket + "connect=tcp://127.0.0.1:" + port,
					socket + "key=gateway", socket + "server=server"));
			List.of(options).forEach((option) -> properties.add(socket + option));
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

	/**
	 * Two applications, with the sockets {@code server} and {@code client}.
	 *
	 * @param server the one
	 * @param client the other
	 */
	private record Two(ApplicationContextRunner server, ApplicationContextRunner client) {

		void run(Pair.Both test) {
			this.server.run((one) -> this.client
				.run((other) -> test.run(TestSockets.socket(one, "server"), TestSockets.socket(other, "client"))));
		}

	}

}
