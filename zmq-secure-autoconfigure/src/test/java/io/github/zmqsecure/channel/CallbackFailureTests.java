// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.endpoint.EndpointPolicy;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.EntangledFailures;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.UnreadableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what code of the application does to security and to other sockets when it
 * throws anything or hangs, from wherever it is called.
 */
class CallbackFailureTests {

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger struck = new AtomicInteger();

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private volatile @Nullable Fault fault;

	@TempDir
	private Path peers;

	@AfterEach
	void heal() {
		this.fault = null;
		this.end.countDown();
	}

	@ParameterizedTest
	@EnumSource
	void aHandlerOfKeyUpdatesKeepsNoRevocationBack(Fault fault) {
		write();
		OrderService.run(this::withDirectory, (orders) -> {
			CurveKeys keys = orders.context().getBean(CurveKeys.class);
			keys.addUpdateHandler((updated) -> strike());
			this.fault = fault;
			for (int i = 0; i < 3; i++) {
				await().until(() -> keys.getPeerNames().contains("billing"));
				try (CurvePeer peer = new CurvePeer(orders.port(), this.billing, orders.serverKey())) {
					peer.handshake(Map.of());
					delete();
					peer.awaitClose();
				}
				write();
			}
			assertThat(this.struck).hasPositiveValue();
			assertWell(orders);
		});
	}

	@ParameterizedTest
	@EnumSource
	void aListenerThatHearsOfBrokenLivenessKeepsNoSocketDown(Fault fault) {
		ApplicationListener<AvailabilityChangeEvent<?>> listener = (event) -> strike();
		AtomicInteger calls = new AtomicInteger();
		OrderService.run(
				(runner) -> withDirectory(runner).withInitializer((context) -> context.addApplicationListener(listener))
					.withBean(SocketCustomizer.class, () -> (settings, socket) -> {
						if (this.fault != null && settings.name().equals("orders") && calls.incrementAndGet() <= 3) {
							throw new UnreadableException();
						}
					}),
				(orders) -> {
					this.fault = fault;
					IoThreadSabotage.kill(orders.context().getBean(HardenedContext.class));
					await().until(() -> calls.get() > 3);
					await().until(() -> this.struck.get() > 0);
					assertWell(orders);
				});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "HANGING")
	void aCustomizerThatFailsWhileItsSocketIsRebuiltIsAskedAgain(Fault fault) {
		AtomicInteger calls = new AtomicInteger();
		OrderService
			.run((runner) -> withDirectory(runner).withBean(SocketCustomizer.class, () -> (settings, socket) -> {
				if (settings.name().equals("gateway") && calls.incrementAndGet() < 5) {
					strike();
				}
			}), (orders) -> {
				this.fault = fault;
				IoThreadSabotage.kill(orders.context().getBean(HardenedContext.class));
				await().until(() -> calls.get() >= 5);
				assertWell(orders);
			});
	}

	@ParameterizedTest
	@EnumSource
	void aCustomizerThatFailsForOneSocketKeepsNoOtherDown(Fault fault) {
		OrderService
			.run((runner) -> withDirectory(runner).withBean(SocketCustomizer.class, () -> (settings, socket) -> {
				if (settings.name().equals("gateway")) {
					strike();
				}
			}), (orders) -> {
				this.fault = fault;
				IoThreadSabotage.kill(orders.context().getBean(HardenedContext.class));
				await().until(() -> this.struck.get() > 0);
				write();
				await().until(() -> letsIn(orders, this.billing));
				assertThat(orders.health().getStatus()).isEqualTo(Status.DOWN);
				delete();
				await().until(() -> !letsIn(orders, this.billing));
				heal();
				assertWell(orders);
			});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "HANGING")
	void anEndpointPolicyThatFailsLetsNothingListen(Fault fault) {
		OrderService.run(
				(runner) -> withDirectory(runner).withBean(EndpointPolicy.class, () -> new StrikingPolicy(this)),
				(orders) -> {
					this.fault = fault;
					IoThreadSabotage.kill(orders.context().getBean(HardenedContext.class));
					await().until(() -> this.struck.get() > 3);
					assertThat(letsIn(orders, orders.listed())).isFalse();
					heal();
					assertWell(orders);
				});
	}

	@ParameterizedTest
	@Tag("long")
	@EnumSource
	void anAuthorizerCostsOnlyTheClientsThatItFailsFor(Fault fault) {
		OrderService.run((runner) -> withDirectory(runner).withBean(ClientAuthorizer.class, () -> (client) -> {
			if (client.publicKey().equals(this.billing.publicKey())) {
				strike();
				return null;
			}
			return client.publicKey().fingerprint();
		}), (orders) -> {
			this.fault = fault;
			for (int i = 0; i < 600; i++) {
				ask(orders, "127.0.1." + (1 + i % 200));
			}
			assertThat(this.struck).hasPositiveValue();
			assertThat(letsIn(orders, this.billing)).isFalse();
			assertThat(letsIn(orders, orders.listed())).isTrue();
			assertWell(orders);
		});
	}

	private void ask(OrderService orders, String address) {
		try (CurvePeer peer = new CurvePeer(address, orders.port(), this.billing, orders.serverKey())) {
			peer.begin(Map.of());
		}
		catch (UncheckedIOException | IllegalStateException ex) {
			// There is a limit.
		}
	}

	private static boolean letsIn(OrderService orders, CurveKeyPair pair) {
		try (CurvePeer peer = new CurvePeer(orders.port(), pair, orders.serverKey())) {
			peer.timeout(3000);
			peer.begin(Map.of());
			return "READY".equals(peer.answer());
		}
		catch (UncheckedIOException | IllegalStateException ex) {
			return false;
		}
	}

	private static void assertWell(OrderService orders) {
		await().until(() -> orders.orders().isOpen() && orders.gateway().isOpen());
		orders.exchange();
		orders.awaitUp();
	}

	private ApplicationContextRunner withDirectory(ApplicationContextRunner runner) {
		return runner.withPropertyValues("zmq.secure.reload.period=50ms",
				"zmq.secure.peer-directory=file:" + this.peers,
				"zmq.secure.sockets.orders.clients=gateway,listed,billing");
	}

	private void write() {
		try {
			Files.writeString(this.peers.resolve("billing.key"),
					"curve\n    public-key = \"%s\"\n".formatted(this.billing.publicKey().toZ85()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void delete() {
		try {
			Files.delete(this.peers.resolve("billing.key"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void strike() {
		Fault fault = this.fault;
		if (fault != null) {
			this.struck.incrementAndGet();
			fault.strike(this.end);
		}
	}

	/**
	 * How code fails.
	 */
	enum Fault {

		RUNTIME, ERROR, DEEP, UNREADABLE, ENTANGLED, HANGING;

		void strike(CountDownLatch end) {
			switch (this) {
				case RUNTIME -> throw new IllegalStateException("runtime");
				case ERROR -> throw new NoClassDefFoundError("error");
				case DEEP -> deep(0);
				case UNREADABLE -> throw new UnreadableException();
				case ENTANGLED -> throw EntangledFailures.ofManyAttempts();
				case HANGING -> hang(end);
			}
		}

		private static int deep(int depth) {
			return (depth >= 0) ? deep(depth + 1) + 1 : 0;
		}

		private static void hang(CountDownLatch end) {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * Permits everything, when it does not fail.
	 */
	private record StrikingPolicy(CallbackFailureTests tests) implements EndpointPolicy {

		@Override
		public String resolveBind(String endpoint) {
			this.tests.strike();
			return endpoint;
		}

		@Override
		public void verifyBound(String lastEndpoint) {
			this.tests.strike();
		}

		@Override
		public String checkConnect(String endpoint) {
			this.tests.strike();
			return endpoint;
		}

		@Override
		public void checkConnect(String endpoint, String address) {
			this.tests.strike();
		}

	}

}
