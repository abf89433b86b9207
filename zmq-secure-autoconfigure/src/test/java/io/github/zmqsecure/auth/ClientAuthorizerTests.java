// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a {@link ClientAuthorizer} that fails, is slow or changes its mind.
 */
class ClientAuthorizerTests {

	private static final String[] ROOM = { "zmq.secure.limits.max-pending-handshakes=2000",
			"zmq.secure.limits.max-pending-handshakes-per-address=2000" };

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private volatile Consumer<ClientCredentials> disturbance = (client) -> {
	};

	private final AtomicInteger calls = new AtomicInteger();

	static List<Throwable> throwables() {
		return List.of(new IllegalStateException("x"), new NoClassDefFoundError("x"), new StackOverflowError(),
				new OutOfMemoryError("x"), new AssertionError("x"));
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void revocationWorksWhateverTheAuthorizerThrows(Throwable throwable) {
		run((orders) -> {
			ConnectionManager connectionManager = orders.context().getBean(ConnectionManager.class);
			try (CurvePeer listed = connect(orders, orders.listed()); CurvePeer other = connect(orders, this.billing)) {
				await().until(() -> orders.orders().getConnections().getConnectionCount() == 3);
				this.disturbance = (client) -> sneak(throwable);
				connectionManager.reviewClients();
				int before = this.calls.get();
				await().until(() -> this.calls.get() > before + 3);
				assertThat(connectionManager.revoke("orders", "listed")).isOne();
				assertThat(orders.orders().getConnections().getConnectionCount()).isEqualTo(2);
				listed.awaitClose();
				assertThat(connectionManager.revoke("orders", "billing")).isOne();
				other.awaitClose();
			}
			assertThat(answerTo(orders, orders.listed())).isEqualTo("ERROR");
			orders.awaitUp();
			this.disturbance = (client) -> {
			};
			connectionManager.restore("orders", "billing");
			await().until(() -> "READY".equals(answerTo(orders, this.billing)));
			assertThat(orders.health().getDetails().get("guards")).asString()
				.contains("zmq-secure-access-review=running", "zmq-secure-zap=running");
		});
	}

	@ParameterizedTest
	@Tag("long")
	@ValueSource(ints = { 25, 500, 5000 })
	void aSlowDirectoryKeepsNobodyElseOut(int millis) {
		run((orders) -> {
			this.disturbance = (client) -> {
				if (orders.context().getBean(CurveKeys.class).findPeerName(client.publicKey()) == null) {
					sleep(millis);
				}
			};
			AtomicBoolean over = new AtomicBoolean();
			AtomicInteger initiates = new AtomicInteger();
			List<CompletableFuture<?>> floods = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				floods.add(CompletableFuture.runAsync(() -> flood(orders, over, initiates)));
			}
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
			int served = 0;
			try {
				while (System.nanoTime() - end < 0) {
					long start = System.nanoTime();
					assertThat(answerTo(orders, orders.listed())).isEqualTo("READY");
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
					orders.awaitUp();
					served++;
					sleep(50);
				}
			}
			finally {
				over.set(true);
			}
			floods.forEach(CompletableFuture::join);
			assertThat(served).isGreaterThan(10);
			assertThat(initiates.get()).isGreaterThan(100);
			assertThat(ZapSupervisorTests.handlerIsIn("sleep")).isFalse();
		}, ROOM);
	}

	@Test
	void aRestartOfTheHandlerDropsNoRequest() {
		CountDownLatch release = new CountDownLatch(1);
		run((orders) -> {
			this.disturbance = (client) -> awaitLatch(release);
			ZapSupervisor supervisor = orders.context().getBean(ZapSupervisor.class);
			int before = this.calls.get();
			try (CurvePeer peer = begin(orders, this.billing)) {
				await().until(() -> this.calls.get() > before);
				ZapSupervisorTests.takeEndpoint(orders).close();
				await().until(() -> supervisor.getRestarts() > 0 && supervisor.isAnswering());
				release.countDown();
				assertThat(peer.answer()).isEqualTo("READY");
			}
		}, "zmq.secure.limits.handshake-timeout=60s");
	}

	@Test
	void equalQuestionsAreAskedOnceAndRefusalsCountForAMoment() {
		run((orders) -> {
			CurveKeyPair unlisted = CurveKeyPair.generate();
			CountDownLatch release = new CountDownLatch(1);
			AtomicInteger questions = new AtomicInteger();
			this.disturbance = (client) -> {
				if (client.publicKey().equals(unlisted.publicKey())) {
					questions.incrementAndGet();
					awaitLatch(release);
				}
			};
			List<CurvePeer> peers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				peers.add(begin(orders, unlisted));
			}
			await().until(() -> questions.get() == 1);
			long start = System.nanoTime();
			release.countDown();
			peers.forEach((peer) -> assertThat(peer.answer()).isEqualTo("ERROR"));
			peers.forEach(CurvePeer::close);
			for (int i = 0; i < 5; i++) {
				assertThat(answerTo(orders, unlisted)).isEqualTo("ERROR");
			}
			assertThat(questions.get()).as("one, and one a second since then")
				.isLessThan(4 + (int) Duration.ofNanos(System.nanoTime() - start).toSeconds());
			int before = questions.get();
			await().until(() -> {
				answerTo(orders, unlisted);
				return questions.get() > before;
			});
		}, "zmq.secure.limits.handshake-timeout=60s");
	}

	@Test
	void aPeerThatIsLetInAnewIsNotKeptOutByAnEarlierRefusal() {
		AtomicBoolean refused = new AtomicBoolean(true);
		OrderService.run((runner) -> runner.withBean(ClientAuthorizer.class,
				() -> (client) -> (refused.get() && client.publicKey().equals(this.billing.publicKey())) ? null
						: "any-one"),
				(orders) -> {
					for (int i = 0; i < 20; i++) {
						refused.set(true);
						orders.context().getBean(ConnectionManager.class).reviewClients();
						assertThat(answerTo(orders, this.billing)).isEqualTo("ERROR");
						refused.set(false);
						orders.context().getBean(ConnectionManager.class).reviewClients();
						assertThat(answerTo(orders, this.billing)).isEqualTo("READY");
					}
				});
	}

	@Test
	void aPeerThatIsRevokedWhileItIsAskedAboutIsRefused() {
		CountDownLatch release = new CountDownLatch(1);
		run((orders) -> {
			this.disturbance = (client) -> awaitLatch(release);
			int before = this.calls.get();
			try (CurvePeer peer = begin(orders, this.billing)) {
				await().until(() -> this.calls.get() > before);
				orders.context().getBean(ConnectionManager.class).revoke("orders", "billing");
				release.countDown();
				assertThat(peer.answer()).isEqualTo("ERROR");
			}
		});
	}

	@Test
	void aHungAuthorizerPutsOffNoDeadline() {
		CountDownLatch never = new CountDownLatch(1);
		run((orders) -> {
			this.disturbance = (client) -> {
				if (client.publicKey().equals(this.billing.publicKey())) {
					awaitLatch(never);
				}
			};
			try (CurvePeer peer = begin(orders, this.billing)) {
				peer.timeout(10_000);
				long start = System.nanoTime();
				peer.awaitClose();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
			}
			await().until(() -> "READY".equals(answerTo(orders, orders.listed())));
			orders.awaitUp();
		}, "zmq.secure.limits.handshake-timeout=2s");
	}

	private void run(Consumer<OrderService> test, String... properties) {
		OrderService.run((runner) -> runner.withPropertyValues(properties).withInitializer((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context;
			beans.registerBean(ClientAuthorizer.class, () -> authorizer(beans.getBean(CurveKeys.class)));
		}), test);
	}

	private ClientAuthorizer authorizer(CurveKeys keys) {
		return (client) -> {
			this.calls.incrementAndGet();
			this.disturbance.accept(client);
			String name = keys.findPeerName(client.publicKey());
			return client.publicKey().equals(this.billing.publicKey()) ? "billing" : name;
		};
	}

	private static void flood(OrderService orders, AtomicBoolean over, AtomicInteger initiates) {
		while (!over.get()) {
			try {
				begin(orders, CurveKeyPair.generate()).close();
				initiates.incrementAndGet();
			}
			catch (RuntimeException ex) {
				sleep(1);
			}
			sleep(5);
		}
	}

	private static CurvePeer connect(OrderService orders, CurveKeyPair pair) {
		return new CurvePeer(orders.port(), pair, orders.serverKey()).handshake(Map.of());
	}

	private static CurvePeer begin(OrderService orders, CurveKeyPair pair) {
		return new CurvePeer(orders.port(), pair, orders.serverKey()).begin(Map.of());
	}

	private static String answerTo(OrderService orders, CurveKeyPair pair) {
		try (CurvePeer peer = begin(orders, pair)) {
			return peer.answer();
		}
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void sleep(int millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		for (long left = end - System.nanoTime(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable throwable) throws T {
		throw (T) throwable;
	}

}
