// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UnauthenticatedPeer;
import io.github.zmqsecure.thread.GuardedThreads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZapSupervisor} in a running application: whatever happens to the ZAP
 * handler, no unauthenticated peer is let in, and it comes back by itself.
 */
class ZapSupervisorTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void answersBeforeTheFirstServerIsMade() {
		AtomicReference<Boolean> answering = new AtomicReference<>();
		TestSockets.runner()
			.withPropertyValues(TestSockets.SERVER)
			.withInitializer((context) -> ((GenericApplicationContext) context).registerBean(SocketCustomizer.class,
					() -> (settings, socket) -> answering.set(context.getBean(ZapSupervisor.class).isAnswering())))
			.run((context) -> assertThat(answering).hasValue(true));
	}

	@Test
	void letsNoServerBeMadeBeforeItAnswers() {
		AtomicReference<Exception> problem = new AtomicReference<>();
		TestSockets.runner()
			.withPropertyValues(TestSockets.SERVER)
			.withInitializer(
					(context) -> ((GenericApplicationContext) context).registerBean("early", Object.class, () -> {
						try {
							return context.getBean(SecureSocketFactory.class).create("orders");
						}
						catch (ZmqSecureException ex) {
							problem.set(ex);
							return new Object();
						}
					}))
			.run((context) -> {
				assertThat(problem.get()).hasMessageContaining("'orders'").hasMessageContaining("ZAP");
				assertThat(TestSockets.socket(context, "orders").isOpen()).isTrue();
			});
	}

	@Test
	void letsNoServerBeMadeAfterItWasClosed() {
		TestSockets.runner().withPropertyValues(TestSockets.SERVER).run((context) -> {
			context.getBean(ZapSupervisor.class).close();
			assertThatExceptionOfType(ZmqSecureException.class)
				.isThrownBy(() -> context.getBean(SecureSocketFactory.class).open("orders"))
				.withMessageContaining("ZAP");
		});
	}

	@Test
	void survivesAnInterruptOfItsThread() {
		OrderService.run((orders) -> kill(orders, () -> {
			for (int i = 0; i < 20; i++) {
				handlerThread().interrupt();
			}
		}));
	}

	@Test
	void survivesThatItsSocketIsClosed() {
		OrderService.run((orders) -> kill(orders, () -> {
			List<ZMQ.Socket> former = handlerSockets(orders);
			assertThat(former).isNotEmpty();
			former.forEach(ZMQ.Socket::close);
			await().untilAsserted(
					() -> assertThat(handlerSockets(orders)).isNotEmpty().doesNotContainAnyElementsOf(former));
		}));
	}

	@Test
	void survivesAForeignSocketThatTakesItsEndpointAndGoes() {
		OrderService.run((orders) -> {
			long restarts = supervisor(orders).getRestarts();
			kill(orders, () -> {
				takeEndpoint(orders).close();
				awaitDownOrReplaced(orders, restarts);
			});
		});
	}

	/**
	 * Who asks while the foreign socket goes away has no answer, and is cut at the
	 * deadline of its handshake; who asks later is refused.
	 */
	@Test
	void letsNobodyInWhileThereIsNoHandler() {
		OrderService.run((orders) -> {
			int attempts = 0;
			for (int round = 0; attempts == 0 && round < 20; round++) {
				long restarts = supervisor(orders).getRestarts();
				takeEndpoint(orders).close();
				long end = System.nanoTime() + PATIENCE.toNanos();
				while (supervisor(orders).getRestarts() == restarts) {
					assertThat(System.nanoTime() - end).as("time without a handler").isNegative();
					boolean letIn = "READY".equals(answerTo(orders));
					boolean absent = supervisor(orders).getRestarts() == restarts;
					assertThat(letIn && absent).isFalse();
					attempts += absent ? 1 : 0;
				}
				awaitRecovery(orders);
			}
			assertThat(attempts).isPositive();
			assertThat(orders.failures()).isNotEmpty();
			assertThat(orders.failures().keySet()).isSubsetOf("client_not_allowed", "timeout");
		}, "zmq.secure.limits.handshake-timeout=1s");
	}

	@Test
	void survivesAForeignSocketThatTakesItsEndpointAndIsSilent() {
		OrderService.run((orders) -> {
			long restarts = supervisor(orders).getRestarts();
			kill(orders, () -> {
				takeEndpoint(orders);
				awaitDownOrReplaced(orders, restarts);
			});
			assertThat(supervisor(orders).getRestarts()).isGreaterThan(restarts);
		});
	}

	@Test
	void survivesAForeignHandlerThatLetsEverybodyIn() throws InterruptedException {
		OrderService.run((orders) -> {
			long restarts = supervisor(orders).getRestarts();
			try (ZMQ.Socket foreign = takeEndpoint(orders)) {
				foreign.setReceiveTimeOut(50);
				kill(orders, () -> await().pollInSameThread().until(() -> {
					welcomeAnybody(foreign);
					return supervisor(orders).getRestarts() > restarts;
				}));
			}
		});
	}

	@Test
	void refusesWhereTheAuthorizerThrows() {
		disturb((key) -> {
			throw new IllegalStateException("The directory is away");
		}, (orders) -> kill(orders, orders::awaitUp));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsABrokenAuthorizerAtABoundedRate(CapturedOutput output) {
		disturb((key) -> {
			throw new IllegalStateException("The directory is away");
		}, (orders) -> {
			try (UnauthenticatedPeer unauthenticated = new UnauthenticatedPeer(orders)) {
				long start = System.nanoTime();
				await().until(
						() -> unauthenticated.attempts() > 20 && output.toString().contains("The directory is away"));
				assertThat(output.toString().split("The directory is away", -1)).hasSizeBetween(2,
						11 + (int) Duration.ofNanos(System.nanoTime() - start).toSeconds());
			}
		});
	}

	@Test
	void refusesWhereTheAuthorizerOverflowsTheStack() {
		disturb(ZapSupervisorTests::recurse, (orders) -> kill(orders, orders::awaitUp));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void refusesWhereTheAuthorizerDiesOfAnError(CapturedOutput output) {
		disturb((key) -> {
			throw new AssertionError("Broken beyond repair");
		}, (orders) -> kill(orders,
				() -> assertThat(output).doesNotContain("A step of thread 'zmq-secure-zap' failed")));
	}

	@Test
	void goesOnWhereTheAuthorizerHangs() {
		CountDownLatch hanging = new CountDownLatch(1);
		disturb((key) -> awaitUninterruptibly(hanging, Duration.ofMinutes(1)), (orders) -> {
			try (UnauthenticatedPeer unauthenticated = new UnauthenticatedPeer(orders)) {
				await().until(() -> unauthenticated.attempts() > 1);
				orders.awaitUp();
			}
			assertNobodyElseGotIn(orders);
			awaitRecovery(orders);
			assertThat(handlerIsIn("awaitUninterruptibly")).isFalse();
			hanging.countDown();
			kill(orders, orders::awaitUp);
		});
	}

	/**
	 * On a machine that starves, an answer is late though all is well.
	 */
	@Test
	@Tag("long")
	void leavesAHandlerInItsPlaceThatIsHeldUpForAMoment() {
		CountDownLatch never = new CountDownLatch(1);
		ClientAccess access = new ClientAccess((client) -> null, (task) -> {
			awaitUninterruptibly(never, Duration.ofMillis(1200));
			task.run();
		}, new DefaultCurveKeys(CurveKeySet.empty()));
		try (ZContext context = new ZContext();
				ZapSupervisor supervisor = new ZapSupervisor(() -> context,
						new ZapAuthenticator(access, new VerdictProperty()), new GuardedThreads());
				ZMQ.Socket client = context.createSocket(SocketType.REQ)) {
			supervisor.start();
			client.connect(ZapHandler.ENDPOINT);
			long held = 0;
			for (int round = 0; round < 3; round++) {
				long asked = System.nanoTime();
				requestAccess(client);
				assertThat(client.recv()).isNotNull();
				held = Math.max(held, System.nanoTime() - asked);
				while (client.hasReceiveMore()) {
					client.recv();
				}
				// Two moments in a row would be a longer one.
				await().during(Duration.ofMillis(500)).until(supervisor::isAnswering);
			}
			// On a busy machine the moment is a longer one.
			assertThat(supervisor.getRestarts() == 0 || Duration.ofNanos(held).toMillis() > 1600).isTrue();
		}
	}

	/**
	 * Do something to the handler while an unauthenticated peer keeps knocking, and look
	 * what comes of it.
	 */
	private static void kill(OrderService orders, Runnable deed) {
		try (UnauthenticatedPeer unauthenticated = new UnauthenticatedPeer(orders)) {
			await().until(() -> unauthenticated.attempts() > 1);
			deed.run();
			int attempts = unauthenticated.attempts();
			await().until(() -> unauthenticated.attempts() > attempts + 3);
		}
		assertNobodyElseGotIn(orders);
		awaitRecovery(orders);
	}

	private static void assertNobodyElseGotIn(OrderService orders) {
		orders.exchange();
		assertThat(orders.received()).isNotEmpty()
			.extracting((message) -> message.peer().name())
			.isSubsetOf("gateway", "listed");
	}

	private static void awaitRecovery(OrderService orders) {
		orders.awaitUp();
		await().ignoreExceptions().until(() -> {
			try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				peer.timeout(3000);
				peer.handshake(Map.of()).message("listed");
				return peer.frame().length > 0;
			}
		});
	}

	private static void awaitDownOrReplaced(OrderService orders, long restarts) {
		await().until(
				() -> orders.health().getStatus().equals(Status.DOWN) || supervisor(orders).getRestarts() > restarts);
	}

	private static String answerTo(OrderService orders) {
		try (CurvePeer peer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
			return peer.begin(Map.of()).answer();
		}
		catch (UncheckedIOException ex) {
			return "";
		}
	}

	private static ZapSupervisor supervisor(OrderService orders) {
		return orders.context().getBean(ZapSupervisor.class);
	}

	/**
	 * Listen in the place of the ZAP handler, which may listen there still.
	 */
	static ZMQ.Socket takeEndpoint(OrderService orders) {
		ZMQ.Socket socket = orders.context().getBean(ZContext.class).createSocket(SocketType.REP);
		try {
			socket.bind(ZapHandler.ENDPOINT);
		}
		catch (ZMQException ex) {
			assertThat(ex.getErrorCode()).isEqualTo(ZMQ.Error.EADDRINUSE.getCode());
		}
		return socket;
	}

	private static void requestAccess(ZMQ.Socket client) {
		List.of("1.0", "1", "orders", "127.0.0.1", "", "CURVE").forEach(client::sendMore);
		client.send(CurveKeyPair.generate().publicKey().toBytes());
	}

	private static void welcomeAnybody(ZMQ.Socket foreign) {
		if (foreign.recv() == null) {
			return;
		}
		byte[] id = foreign.recv();
		while (foreign.hasReceiveMore()) {
			foreign.recv();
		}
		foreign.sendMore("1.0");
		foreign.sendMore(id);
		foreign.sendMore("200");
		foreign.sendMore("OK");
		foreign.sendMore("gateway");
		foreign.send("");
	}

	private static void disturb(Consumer<CurvePublicKey> disturbance, Consumer<OrderService> test) {
		OrderService.run((ApplicationContextRunner runner) -> runner.withInitializer((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context;
			beans.registerBean(ClientAuthorizer.class, () -> disturbed(beans.getBean(CurveKeys.class), disturbance));
		}), test);
	}

	private static ClientAuthorizer disturbed(CurveKeys keys, Consumer<CurvePublicKey> disturbance) {
		return (client) -> {
			String name = keys.findPeerName(client.publicKey());
			if (name == null) {
				disturbance.accept(client.publicKey());
			}
			return name;
		};
	}

	private static List<ZMQ.Socket> handlerSockets(OrderService orders) {
		return List.copyOf(orders.context().getBean(ZContext.class).getSockets())
			.stream()
			.filter((socket) -> ZapHandler.ENDPOINT.equals(socket.getLastEndpoint()))
			.toList();
	}

	/** Whether a thread of the handler waits in a method of some name. */
	static boolean handlerIsIn(String method) {
		return handlerThreads().flatMap((each) -> Arrays.stream(each.getStackTrace()))
			.anyMatch((frame) -> frame.getMethodName().equals(method));
	}

	private static Thread handlerThread() {
		return handlerThreads().findFirst().orElseThrow();
	}

	private static Stream<Thread> handlerThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-secure-zap"));
	}

	private static void awaitUninterruptibly(CountDownLatch latch, Duration limit) {
		try {
			latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@SuppressWarnings("InfiniteRecursion")
	private static void recurse(CurvePublicKey key) {
		recurse(key);
	}

}
