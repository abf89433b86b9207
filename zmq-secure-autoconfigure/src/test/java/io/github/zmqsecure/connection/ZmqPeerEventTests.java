// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.zmqsecure.actuate.ZmqAuditPublisher;
import io.github.zmqsecure.autoconfigure.endpoint.ZmqAuditAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqPeerEvent}.
 */
class ZmqPeerEventTests {

	private static final int STORM = 10_000;

	/** Fewer than wait to be accepted; the kernel has who comes on top wait a second. */
	private static final int BACKLOG = 50;

	private final Pair pair = new Pair("router", "dealer");

	private final Recorder recorder = new Recorder();

	private final CurveKeyPair unlisted = CurveKeyPair.generate();

	@Test
	void tellOfWhoComesGoesIsRefusedAndLosesAccess() {
		String fingerprint = this.pair.clientKey().publicKey().fingerprint();
		run((server) -> {
			this.pair.runClient((client) -> {
				ZmqPeerConnectedEvent connected = awaitEvent(ZmqPeerConnectedEvent.class);
				assertThat(connected.getSocket()).isEqualTo("server");
				assertThat(connected.getPeer().name()).isEqualTo("client");
				assertThat(connected.getPeer().fingerprint()).isEqualTo(fingerprint);
				assertThat(connected.getPeer().address().getAddress().isLoopbackAddress()).isTrue();
				assertThat(connected.getCount()).isOne();
			});
			ZmqPeerDisconnectedEvent disconnected = awaitEvent(ZmqPeerDisconnectedEvent.class);
			assertThat(disconnected.getPeer().name()).isEqualTo("client");
			assertThat(disconnected.getReason()).isEqualTo(DisconnectReason.CLOSED);
			knock();
			ZmqPeerRefusedEvent refused = awaitEvent(ZmqPeerRefusedEvent.class);
			assertThat(refused.getReason()).isEqualTo(FailureReason.CLIENT_NOT_ALLOWED);
			assertThat(refused.getPeer().name()).isNull();
			assertThat(refused.getPeer().fingerprint()).isEqualTo(this.unlisted.publicKey().fingerprint());
			this.recorder.events.clear();
			this.pair.runClient((client) -> {
				awaitEvent(ZmqPeerConnectedEvent.class);
				server.context().getBean(ConnectionManager.class).revoke("server", "client");
				assertThat(awaitEvent(ZmqPeerRevokedEvent.class).getPeer().name()).isEqualTo("client");
				assertThat(awaitEvent(ZmqPeerDisconnectedEvent.class).getReason()).isEqualTo(DisconnectReason.REVOKED);
			});
			this.recorder.events.clear();
			server.context().getBean(ConnectionManager.class).revoke("server", fingerprint);
			assertThat(awaitEvent(ZmqPeerRevokedEvent.class).getPeer())
				.isEqualTo(new ZmqPeerEvent.Peer("server", null, fingerprint, null, true));
		});
	}

	@Test
	void aStormOfRefusalsAndAListenerThatBlocksCostNothing() {
		run((server) -> this.pair.runClient((client) -> {
			exchange(server.socket(), client.socket());
			CountDownLatch blocked = this.recorder.block();
			HandshakeStatistics statistics = server.socket().getConnections().getStatistics();
			for (int i = 0; i < STORM; i++) {
				connectAndLeave(this.pair.port());
				if (i % BACKLOG == 0) {
					awaitFailed(statistics, i);
				}
			}
			exchange(server.socket(), client.socket());
			awaitFailed(statistics, STORM);
			assertThat(refused()).isZero();
			blocked.countDown();
			await().until(() -> refused() == statistics.getFailed());
			assertThat(this.recorder.events).hasSizeLessThan(50);
		}));
	}

	@Test
	void aListenerThatThrowsIsCalledAgain() {
		AtomicInteger calls = new AtomicInteger();
		this.pair.serverRunner()
			.withBean(ApplicationListener.class, () -> (ApplicationListener<ZmqPeerEvent>) (event) -> {
				calls.incrementAndGet();
				throw new AssertionError("A listener of the application fails");
			})
			.run((context) -> {
				knock();
				await().until(() -> calls.get() == 1);
				knock();
				await().until(() -> calls.get() == 2);
			});
	}

	@Test
	void refusalsAndRevocationsAreAuditedWhateverListenersDo() {
		InMemoryAuditEventRepository repository = new InMemoryAuditEventRepository();
		CountDownLatch blocked = this.recorder.block();
		runner().withConfiguration(AutoConfigurations.of(ZmqAuditAutoConfiguration.class))
			.withBean(AuditEventRepository.class, () -> repository)
			.withBean(AuditListener.class, () -> new AuditListener(repository))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				knock();
				AuditEvent refused = awaitAudited(repository, ZmqAuditPublisher.REFUSED);
				assertThat(refused.getPrincipal()).isEqualTo(this.unlisted.publicKey().fingerprint());
				assertThat(refused.getData()).containsEntry("socket", "server")
					.containsEntry("reason", "client_not_allowed")
					.containsEntry("count", 1L)
					.containsKey("address");
				this.pair.runClient((client) -> {
					await().until(() -> TestSockets.socket(context, "server").getConnections().isConnected());
					context.getBean(ConnectionManager.class).revoke("server", "client");
					AuditEvent revoked = awaitAudited(repository, ZmqAuditPublisher.REVOKED);
					assertThat(revoked.getPrincipal()).isEqualTo("client");
					assertThat(revoked.getData()).containsEntry("key", this.pair.clientKey().publicKey().fingerprint());
				});
				blocked.countDown();
			});
	}

	@Test
	void nothingIsAuditedWithoutARepository() {
		runner().withConfiguration(AutoConfigurations.of(ZmqAuditAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqAuditPublisher.class));
	}

	@Test
	void eachKindHasALoggerOfItsOwn() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger("zmq.security");
		appender.start();
		logger.addAppender(appender);
		try {
			run((server) -> {
				knock();
				this.pair.runClient((client) -> {
					await().until(() -> server.socket().getConnections().isConnected());
					server.context().getBean(ConnectionManager.class).revoke("server", "client");
					await().until(() -> !server.socket().getConnections().isConnected());
				});
			});
			assertThat(List.copyOf(appender.list)).extracting(ILoggingEvent::getLoggerName)
				.contains("zmq.security.refused", "zmq.security.connected", "zmq.security.revoked",
						"zmq.security.disconnected");
		}
		finally {
			logger.detachAppender(appender);
		}
	}

	private ApplicationContextRunner runner() {
		return this.pair.serverRunner().withBean(Recorder.class, () -> this.recorder);
	}

	private void run(Consumer<Pair.Side> test) {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(new Pair.Side(context.getSourceApplicationContext(), TestSockets.socket(context, "server")));
		});
	}

	private void knock() {
		try (CurvePeer peer = new CurvePeer(this.pair.port(), this.unlisted, this.pair.serverKey().publicKey())) {
			peer.begin(Map.of());
			assertThat(peer.answer()).isEqualTo("ERROR");
		}
	}

	private static void awaitFailed(HandshakeStatistics statistics, int count) {
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> statistics.getFailed() >= count);
	}

	private static void connectAndLeave(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void exchange(ManagedSocket server, ManagedSocket client) {
		AtomicInteger replies = new AtomicInteger();
		server.setHandler((message) -> server.reply(message, message));
		client.setHandler((message) -> replies.incrementAndGet());
		client.send("hello");
		await().until(() -> replies.get() == 1);
	}

	private long refused() {
		return this.recorder.events.stream()
			.filter(ZmqPeerRefusedEvent.class::isInstance)
			.mapToLong(ZmqPeerEvent::getCount)
			.sum();
	}

	private <T> T awaitEvent(Class<T> type) {
		await(type.getSimpleName()).until(() -> this.recorder.events.stream().anyMatch(type::isInstance));
		return this.recorder.events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

	private static AuditEvent awaitAudited(AuditEventRepository repository, String type) {
		await().until(() -> !repository.find(null, null, type).isEmpty());
		return repository.find(null, null, type).get(0);
	}

	/**
	 * A listener of the application.
	 */
	static final class Recorder implements ApplicationListener<ZmqPeerEvent> {

		private final Queue<ZmqPeerEvent> events = new ConcurrentLinkedQueue<>();

		private volatile CountDownLatch latch = new CountDownLatch(0);

		CountDownLatch block() {
			CountDownLatch latch = new CountDownLatch(1);
			this.latch = latch;
			return latch;
		}

		@Override
		public void onApplicationEvent(ZmqPeerEvent event) {
			try {
				this.latch.await();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
			this.events.add(event);
		}

	}

}
