// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Courier;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for peers that lose their access while they are connected.
 */
class RevocationTests {

	/** A second, as a rule, and more on a machine that is busy with other things. */
	private static final Duration SOON = Duration.ofSeconds(20);

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private final CurveKeyPair risk = CurveKeyPair.generate();

	@TempDir
	private Path peers;

	@Test
	void closesTheConnectionsOfAPeerWhoseFileIsRemovedAndOnlyThose() {
		write("billing", this.billing);
		write("risk", this.risk);
		OrderService.run((orders) -> {
			List<CurvePeer> revoked = connect(orders, this.billing, 3);
			List<CurvePeer> others = connect(orders, this.risk, 3);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 7);
			List<Connection> staying = connectionsBut(orders, "billing");
			try (Courier courier = orders.courier()) {
				courier.awaitProgress();
				delete("billing");
				assertClosedSoon(orders, "billing", revoked);
				courier.awaitProgress();
			}
			assertThat(orders.orders().getConnections().getConnections()).containsExactlyInAnyOrderElementsOf(staying);
			assertReached(orders, others);
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			write("billing", this.billing);
			await().until(() -> "READY".equals(answerTo(orders, this.billing)));
			revoked.forEach(CurvePeer::close);
			others.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed,billing,risk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "half-written", "pipe", "device", "any", "second name", "same key" })
	void aFileThatIsRemovedTakesEffectWhateverElseIsWrong(String wrong) {
		write("billing", this.billing);
		write("risk", this.risk);
		OrderService.run((orders) -> {
			List<CurvePeer> revoked = connect(orders, this.billing, 1);
			List<CurvePeer> others = connect(orders, this.risk, 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 3);
			spoil(wrong);
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			await().until(() -> keys.getProblems().size() == 1);
			assertThat(orders.health().getDetails().get("keyProblems")).asString().contains("z.key");
			delete("billing");
			assertClosedSoon(orders, "billing", revoked);
			assertReached(orders, others);
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			orders.awaitUp();
			delete("z");
			await().until(() -> keys.getProblems().isEmpty());
			assertThat(orders.health().getDetails()).doesNotContainKey("keyProblems");
			revoked.forEach(CurvePeer::close);
			others.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed,billing,risk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "removed", "renamed", "bad" })
	void aFileThatIsRemovedTakesEffectWhenASocketLacksItsServer(String what) {
		CurveKeyPair market = CurveKeyPair.generate();
		write("billing", this.billing);
		write("market", market);
		OrderService.run((orders) -> {
			List<CurvePeer> revoked = connect(orders, this.billing, 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			if ("bad".equals(what)) {
				write("market", "curve");
			}
			else {
				delete("market");
			}
			if ("renamed".equals(what)) {
				write("bazaar", market);
			}
			await().until(() -> keys.getProblems().toString().contains("'market'")
					|| keys.getProblems().toString().contains("market.key"));
			delete("billing");
			assertClosedSoon(orders, "billing", revoked);
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			await().until(() -> keys.getProblems().toString().contains("The key 'market' is missing"));
			assertThat(keys.getPublicKey("market")).isEqualTo(market.publicKey());
			assertThat(keys.getDirectoryPeerNames()).isEmpty();
			assertThat(answerTo(orders, market)).isEqualTo("ERROR");
			if ("renamed".equals(what)) {
				delete("bazaar");
			}
			write("market", market);
			await().until(() -> keys.getProblems().isEmpty());
			assertThat(keys.getDirectoryPeerNames()).containsExactly("market");
			revoked.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed,@directory", "zmq.secure.sockets.quotes.type=dealer",
				"zmq.secure.sockets.quotes.server=market",
				"zmq.secure.sockets.quotes.connect=tcp://127.0.0.1:" + Ports.free());
	}

	@ParameterizedTest
	@ValueSource(strings = { "@directory", "bill*", "billing" })
	void clientsOfTheDirectoryComeAndGoWithTheirFiles(String clients) {
		OrderService.run((orders) -> {
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			write("billing", this.billing);
			await().until(() -> "READY".equals(answerTo(orders, this.billing)));
			write("risk", this.risk);
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			await().until(() -> keys.getPeerNames().contains("risk"));
			assertThat(answerTo(orders, this.risk)).isEqualTo("@directory".equals(clients) ? "READY" : "ERROR");
			List<CurvePeer> revoked = connect(orders, this.billing, 1);
			await().until(() -> connections(orders).anyMatch((each) -> each.getPeer().name().equals("billing")));
			assertThat(orders.health().getDetails().toString()).doesNotContain("absentClients");
			delete("billing");
			assertClosedSoon(orders, "billing", revoked);
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			assertThat(orders.health().getDetails().toString().contains("absentClients=[billing]"))
				.isEqualTo("billing".equals(clients));
			revoked.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed," + clients);
	}

	@Test
	void aPatternLetsInPeersOfTheDirectoryOnly() {
		OrderService.run((orders) -> {
			assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
			assertThat(answerTo(orders, orders.listed())).isEqualTo("ERROR");
		}, "zmq.secure.peer-directory=file:" + this.peers, "zmq.secure.sockets.orders.clients=gateway,bill*,li*",
				"zmq.secure.peers.billing.public-key=" + HexFormat.of().formatHex(this.billing.publicKey().toBytes()));
	}

	@Test
	void revokesAKeyByEachOfItsNames() {
		OrderService.run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			write("other", orders.listed());
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			await().until(() -> keys.getPeerNames().contains("other"));
			List<CurvePeer> peers = connect(orders, orders.listed(), 1);
			await().until(() -> connections(orders).anyMatch((each) -> each.getPeer().name().equals("other")));
			assertThat(connectionManager.revoke("orders", "listed")).isOne();
			peers.forEach(CurvePeer::awaitClose);
			assertThat(answerTo(orders, orders.listed())).isEqualTo("ERROR");
			peers.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed,other");
	}

	private void spoil(String wrong) {
		Path file = this.peers.resolve("z.key");
		try {
			switch (wrong) {
				case "half-written" -> Files.writeString(file, "curve\n    public-key = \"abc");
				case "pipe" -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
				case "device" -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
				case "any" -> Files.writeString(file, "metadata\n    name = any\n" + "curve\n    public-key = \""
						+ CurveKeyPair.generate().publicKey().toZ85() + "\"\n");
				case "second name" -> Files.copy(this.peers.resolve("risk.key"), file);
				case "same key" -> Files.writeString(file, "metadata\n    name = \"risk\"\n"
						+ "curve\n    public-key = \"" + CurveKeyPair.generate().publicKey().toZ85() + "\"\n");
				default -> throw new IllegalArgumentException(wrong);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void closesTheConnectionsOfAPeerThatIsRevokedUntilItIsRestored() {
		OrderService.run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			List<CurvePeer> revoked = connect(orders, orders.listed(), 3);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 4);
			try (Courier courier = orders.courier()) {
				assertThat(connectionManager.revoke("orders", "listed")).isEqualTo(3);
				assertClosedSoon(orders, "listed", revoked);
				assertThat(connectionManager.getRevoked("orders")).containsOnlyKeys("listed");
				assertThat(answerTo(orders, orders.listed())).isEqualTo("ERROR");
				orders.awaitFailures(FailureReason.CLIENT_NOT_ALLOWED, 1);
				assertThat(connectionManager.restore("orders", "listed")).isTrue();
				assertThat(connectionManager.restore("orders", "listed")).isFalse();
				assertThat(answerTo(orders, orders.listed())).isEqualTo("READY");
				courier.awaitProgress();
			}
			assertThat(connectionsBut(orders, "listed")).hasSize(1);
			revoked.forEach(CurvePeer::close);
		});
	}

	@Test
	void revokesAKeyWhateverItsName() {
		OrderService.run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			List<CurvePeer> revoked = connect(orders, this.billing, 1);
			List<CurvePeer> others = connect(orders, this.risk, 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 3);
			String fingerprint = this.billing.publicKey().fingerprint();
			assertThat(connectionManager.revoke("orders", fingerprint.replace('+', '-').replace('/', '_'))).isOne();
			assertThat(connectionManager.getRevoked("orders")).containsOnlyKeys(fingerprint);
			assertClosedSoon(orders, fingerprint, revoked);
			assertReached(orders, others);
			revoked.forEach(CurvePeer::close);
			others.forEach(CurvePeer::close);
		}, "zmq.secure.sockets.orders.clients=any");
	}

	@Test
	void closesAConnectionThatBecomesReadyJustAfterItsPeerWasRevoked() {
		OrderService.run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			long pause = TimeUnit.MILLISECONDS.toNanos(2);
			int ready = 0;
			for (int i = 0; i < 60; i++) {
				CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				long later = pause;
				CompletableFuture<?> revocation = CompletableFuture.runAsync(() -> {
					LockSupport.parkNanos(later);
					connectionManager.revoke("orders", "listed");
				});
				peer.initiate(Map.of());
				boolean wasReady = "READY".equals(peer.answer());
				join(revocation);
				peer.timeout((int) SOON.toMillis());
				peer.awaitClose();
				peer.close();
				connectionManager.restore("orders", "listed");
				ready += wasReady ? 1 : 0;
				pause = wasReady ? pause * 3 / 4 : pause * 4 / 3 + 1000;
			}
			assertThat(ready).as("connections that were ready when their peer was revoked").isBetween(1, 59);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
		});
	}

	@Test
	void closesAConnectionWhoseMessagesNobodyTakes() {
		CompletableFuture<Void> release = new CompletableFuture<>();
		CompletableFuture<Void> flooded = new CompletableFuture<>();
		OrderService.run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			orders.orders().setHandler((message) -> release.join());
			List<CurvePeer> revoked = connect(orders, orders.listed(), 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
			AtomicInteger sent = new AtomicInteger();
			CompletableFuture<?> flood = CompletableFuture.runAsync(() -> {
				while (!flooded.isDone()) {
					revoked.get(0).message(false, new byte[100_000]);
					sent.incrementAndGet();
				}
			});
			try {
				awaitStall(sent);
				assertThat(connectionManager.revoke("orders", "listed")).isOne();
				assertClosedSoon(orders, "listed", revoked);
			}
			finally {
				flooded.complete(null);
				release.complete(null);
			}
			join(flood);
			orders.echo();
			revoked.forEach(CurvePeer::close);
		}, "zmq.secure.sockets.orders.options.rcv-hwm=2");
	}

	@Test
	void cutsNobodyWhileTheAuthorizerFailsAndAsksItAgain() {
		AtomicBoolean failing = new AtomicBoolean();
		AtomicBoolean listed = new AtomicBoolean(true);
		AtomicInteger failures = new AtomicInteger();
		OrderService.run((runner) -> runner.withBean(ClientAuthorizer.class, () -> (client) -> {
			if (failing.get()) {
				failures.incrementAndGet();
				throw new IllegalStateException("The directory is down");
			}
			return (listed.get() || !client.publicKey().equals(this.billing.publicKey())) ? "somebody" : null;
		}), (orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			List<CurvePeer> revoked = connect(orders, this.billing, 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
			try (Courier courier = orders.courier()) {
				failing.set(true);
				listed.set(false);
				connectionManager.reviewClients();
				await().until(() -> failures.get() >= 4);
				assertThat(orders.orders().getConnections().getConnectionCount()).isEqualTo(2);
				assertReached(orders, revoked);
				assertThat(answerTo(orders, this.risk)).isEqualTo("ERROR");
				failing.set(false);
				revoked.forEach(CurvePeer::awaitClose);
				courier.awaitProgress();
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			revoked.forEach(CurvePeer::close);
		});
	}

	@Test
	void closesTheConnectionOfAPeerThatIsKnownUnderAnotherNameNow() {
		OrderService.run((orders) -> {
			List<CurvePeer> renamed = connect(orders, this.billing, 1);
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			write("billing", this.billing);
			await().until(() -> keys.getPeerNames().contains("billing"));
			assertClosedSoon(orders, this.billing.publicKey().fingerprint(), renamed);
			renamed.forEach(CurvePeer::close);
		}, "zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=any");
	}

	@Test
	void reachesTheClientsOfAServerThatConnects() {
		int port = Ports.free();
		OrderService.run((orders) -> {
			ManagedSocket hub = TestSockets.socket(orders.context(), "hub");
			ManagedSocket worker = TestSockets.socket(orders.context(), "worker");
			AtomicInteger handled = new AtomicInteger();
			hub.setHandler((message) -> handled.incrementAndGet());
			worker.send("before");
			await().until(() -> handled.get() == 1);
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			assertThat(connectionManager.revoke("hub", "listed")).isOne();
			for (int i = 0; i < 80; i++) {
				worker.send("after");
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
			}
			await().until(() -> hub.getConnections().getStatistics().getFailed(FailureReason.CLIENT_NOT_ALLOWED) > 0);
			assertThat(handled).hasValue(1);
			assertThat(hub.getConnections().getConnectionCount()).isZero();
			assertThat(hub.getConnections().getRefusedEndpoints()).isEmpty();
			connectionManager.restore("hub", "listed");
			await().until(() -> {
				worker.send("again");
				return handled.get() > 1;
			});
		}, "zmq.secure.sockets.hub.type=router", "zmq.secure.sockets.hub.curve-role=server",
				"zmq.secure.sockets.hub.connect=tcp://127.0.0.1:" + port, "zmq.secure.sockets.hub.key=orders-service",
				"zmq.secure.sockets.hub.clients=listed", "zmq.secure.sockets.worker.type=dealer",
				"zmq.secure.sockets.worker.curve-role=client", "zmq.secure.sockets.worker.bind=tcp://127.0.0.1:" + port,
				"zmq.secure.sockets.worker.key=listed", "zmq.secure.sockets.worker.server=orders-service",
				"zmq.secure.sockets.worker.overflow=drop-newest", "zmq.secure.defaults.handshake-ivl=2s");
	}

	private static List<CurvePeer> connect(OrderService orders, CurveKeyPair pair, int count) {
		return IntStream.range(0, count)
			.mapToObj((index) -> new CurvePeer(orders.port(), pair, orders.serverKey()).handshake(Map.of()))
			.toList();
	}

	private static String answerTo(OrderService orders, CurveKeyPair pair) {
		try (CurvePeer peer = new CurvePeer(orders.port(), pair, orders.serverKey())) {
			peer.begin(Map.of());
			return peer.answer();
		}
	}

	private static void assertClosedSoon(OrderService orders, String name, List<CurvePeer> peers) {
		long start = System.nanoTime();
		peers.forEach(CurvePeer::awaitClose);
		await().until(() -> connections(orders).noneMatch((each) -> each.getPeer().name().equals(name)));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
	}

	private static void assertReached(OrderService orders, List<CurvePeer> peers) {
		for (CurvePeer peer : peers) {
			String text = "from peer " + System.identityHashCode(peer);
			peer.message(text);
			await().until(() -> orders.received().stream().anyMatch((message) -> message.text(-1).equals(text)));
		}
	}

	private static List<Connection> connectionsBut(OrderService orders, String name) {
		return connections(orders).filter((connection) -> !connection.getPeer().name().equals(name)).toList();
	}

	private static Stream<Connection> connections(OrderService orders) {
		return orders.orders().getConnections().getConnections().stream();
	}

	private static void awaitStall(AtomicInteger sent) {
		AtomicInteger last = new AtomicInteger(-1);
		await().pollInterval(Duration.ofMillis(500))
			.until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
	}

	private static void join(CompletableFuture<?> future) {
		try {
			future.get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void delete(String name) {
		try {
			Files.delete(this.peers.resolve(name + ".key"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(String name, CurveKeyPair pair) {
		write(name, "curve\n    public-key = \"" + pair.publicKey().toZ85() + "\"\n");
	}

	private void write(String name, String content) {
		try {
			Files.writeString(this.peers.resolve(name + ".key"), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
