// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UnauthenticatedPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for sockets whose context fails and which are rebuilt on another.
 */
class ContextRebuildTests {

	@Test
	void opensTheSameSocketsOnTheSamePortsAfterAnIoThreadDied() {
		OrderService.run((orders) -> {
			List<String> bound = orders.orders().getEndpoints().getBound();
			kill(orders.context());
			orders.exchange();
			assertThat(orders.orders().getEndpoints().getBound()).isEqualTo(bound);
			orders.awaitUp();
			assertThat(context(orders.context()).getRenewals()).isOne();
		});
	}

	@Test
	void refusesUnauthenticatedPeersAfterwardsToo() {
		OrderService.run((orders) -> {
			try (UnauthenticatedPeer unauthenticated = new UnauthenticatedPeer(orders)) {
				kill(orders.context());
				orders.exchange();
				int attempts = unauthenticated.attempts();
				await().until(() -> unauthenticated.attempts() > attempts + 5);
			}
			assertThat(orders.received()).extracting((message) -> message.peer().name()).containsOnly("gateway");
			// What it sends behind INITIATE may come before the verdict.
			HandshakeStatistics statistics = orders.orders().getConnections().getStatistics();
			assertThat(statistics.getFailed(FailureReason.CLIENT_NOT_ALLOWED)
					+ statistics.getFailed(FailureReason.PROTOCOL))
				.isPositive();
		});
	}

	@Test
	void keepsWhatWaitsInTheOutboundQueue() {
		Pair pair = new Pair("pull", "push");
		pair.runClient((client) -> {
			IntStream.range(0, 50).forEach((i) -> client.socket().send("message " + i));
			kill(client.context());
			await().until(client.socket()::isOpen);
			assertThat(client.socket().getGauges().getQueueDepth()).isEqualTo(50);
			pair.runServer((server) -> {
				Queue<String> received = new ConcurrentLinkedQueue<>();
				server.socket().setHandler((message) -> received.add(message.text(0)));
				await().until(() -> received.size() == 50);
				assertThat(received).first().isEqualTo("message 0");
			});
			assertThat(client.socket().getStatistics().getDropped(DropReason.CLOSED)).isZero();
		});
	}

	/**
	 * A peer that was left with an open connection, and nobody at the other end, would
	 * wait for the greeting.
	 */
	@Test
	void closesConnectionsThatWereAcceptedJustBeforeTheIoThreadDied() {
		OrderService.run((orders) -> {
			List<Socket> peers = new CopyOnWriteArrayList<>();
			for (int i = 0; i < 6; i++) {
				HardenedContext context = context(orders.context());
				long renewals = context.getRenewals();
				IoThreadSabotage.kill(context, () -> peers.add(connect(orders.port())));
				await().until(() -> context.getRenewals() > renewals);
				orders.exchange();
			}
			assertThat(peers).isNotEmpty().noneMatch(ContextRebuildTests::isLeftWaiting);
		}, "zmq.secure.limits.handshake-timeout=60s");
	}

	private static Socket connect(int port) {
		try {
			Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
			peer.setSoTimeout(5000);
			return peer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isLeftWaiting(Socket peer) {
		try (peer) {
			peer.getInputStream().read();
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void keepsSubscriptions() {
		Pair pair = new Pair("pub", "sub");
		pair.runServer((server) -> pair.runClient((client) -> {
			Queue<String> received = new ConcurrentLinkedQueue<>();
			client.socket().setHandler((message) -> received.add(message.text(0)));
			client.socket().subscribe("EUR");
			awaitPublished(server.socket(), received);
			kill(client.context());
			received.clear();
			awaitPublished(server.socket(), received);
		}));
	}

	@Test
	void leaksNeitherThreadsNorFilesAndKeepsAWildcardPort() {
		TestSockets.runner().withPropertyValues(TestSockets.SERVER).run((context) -> {
			List<String> bound = TestSockets.socket(context, "orders").getEndpoints().getBound();
			rebuild(context);
			long files = openFiles();
			int threads = jeromqThreads();
			for (int i = 0; i < 5; i++) {
				rebuild(context);
			}
			await().untilAsserted(() -> {
				assertThat(jeromqThreads()).isLessThanOrEqualTo(threads);
				assertThat(openFiles()).isLessThanOrEqualTo(files + 4);
			});
			assertThat(TestSockets.socket(context, "orders").getEndpoints().getBound()).isEqualTo(bound);
		});
	}

	@Test
	void tellsSocketsOfOthersThatTheirContextWasTerminated() {
		OrderService.run((orders) -> {
			ZContext context = context(orders.context()).get();
			try (ZMQ.Socket socket = context.createSocket(SocketType.PULL)) {
				socket.bind("inproc://raw");
				kill(orders.context());
				assertThat(context(orders.context()).get()).isNotSameAs(context);
				assertThatExceptionOfType(ZMQException.class).isThrownBy(socket::recv)
					.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(ZMQ.Error.ETERM.getCode()));
			}
		});
	}

	@Test
	void noticesAnIoThreadThatSpins() {
		OrderService.run((orders) -> {
			AtomicBoolean released = new AtomicBoolean();
			try {
				IoThreadSabotage.run(context(orders.context()), () -> {
					while (!released.get()) {
						Thread.onSpinWait();
					}
				});
				await().until(() -> context(orders.context()).getRenewals() == 1);
				orders.exchange();
				assertThat(orders.orders().isOpen()).isTrue();
			}
			finally {
				released.set(true);
			}
		});
	}

	@Test
	@Tag("long")
	void leavesAnIoThreadAloneThatIsBusy() {
		OrderService.run((orders) -> {
			for (int i = 0; i < 10; i++) {
				IoThreadSabotage.run(context(orders.context()), ContextRebuildTests::compute);
				IoThreadSabotage.run(context(orders.context()), ContextRebuildTests::compute);
				orders.exchange();
			}
			assertThat(context(orders.context()).getRenewals()).isZero();
			orders.awaitUp();
		});
	}

	@Test
	void turnsLivenessBrokenWhileItCannotBind() {
		AtomicBoolean squat = new AtomicBoolean();
		AtomicReference<ServerSocket> squatter = new AtomicReference<>();
		AtomicReference<OrderService> service = new AtomicReference<>();
		SocketCustomizer customizer = (settings, socket) -> {
			if (squat.get() && settings.name().equals("orders") && squatter.get() == null) {
				squatter.set(squat(service.get().port()));
			}
		};
		OrderService.run((runner) -> runner.withBean(SocketCustomizer.class, () -> customizer)
			.withBean(ApplicationAvailabilityBean.class), (orders) -> {
				service.set(orders);
				AvailabilityChangeEvent.publish(orders.context(), LivenessState.CORRECT);
				ApplicationAvailability availability = orders.context().getBean(ApplicationAvailability.class);
				squat.set(true);
				kill(orders.context());
				await().until(() -> availability.getLivenessState() == LivenessState.BROKEN);
				assertThat(orders.health().getStatus()).isEqualTo(Status.DOWN);
				assertThat(orders.health().getDetails().get("problems")).asString().contains("could not be rebuilt");
				close(squatter.get());
				await().until(() -> availability.getLivenessState() == LivenessState.CORRECT);
				orders.awaitUp();
			});
	}

	/**
	 * What an attempt opened for which memory did not last may keep its port.
	 */
	@Test
	@Tag("long")
	void renewsTheContextOnceMoreWhenMemoryLackedAfterThat() {
		AtomicReference<ServerSocket> squatter = new AtomicReference<>();
		AtomicReference<OrderService> service = new AtomicReference<>();
		AtomicInteger attempts = new AtomicInteger();
		SocketCustomizer customizer = (settings, socket) -> {
			if (service.get() != null && settings.name().equals("orders")) {
				int attempt = attempts.incrementAndGet();
				if (attempt == 1) {
					squatter.set(squat(service.get().port()));
				}
				if (attempt == 5) {
					close(squatter.get());
					throw new OutOfMemoryError("injected by the test");
				}
			}
		};
		OrderService.run((runner) -> runner.withBean(SocketCustomizer.class, () -> customizer), (orders) -> {
			service.set(orders);
			kill(orders.context());
			await().until(() -> attempts.get() > 5 && orders.orders().isOpen());
			assertThat(context(orders.context()).getRenewals()).isEqualTo(3);
		});
	}

	/**
	 * A listener that no I/O thread has heard of is closed by none.
	 */
	@Test
	void freesThePortOfASocketThatWasBoundWhileTheIoThreadWasDead() {
		AtomicReference<OrderService> service = new AtomicReference<>();
		AtomicInteger attempts = new AtomicInteger();
		SocketCustomizer customizer = (settings, socket) -> {
			if (service.get() != null && settings.name().equals("orders") && attempts.incrementAndGet() == 1) {
				HardenedContext context = context(service.get().context());
				IoThreadSabotage.kill(context);
				await().until(() -> !context.isAlive());
			}
		};
		OrderService.run((runner) -> runner.withBean(SocketCustomizer.class, () -> customizer), (orders) -> {
			service.set(orders);
			kill(orders.context());
			await().until(() -> attempts.get() > 1 && orders.orders().isOpen());
			orders.exchange();
			orders.awaitUp();
			assertThat(context(orders.context()).getRenewals()).isEqualTo(2);
		});
	}

	private static void awaitPublished(ManagedSocket publisher, Queue<String> received) {
		await().until(() -> {
			publisher.send("EURUSD", "1.1");
			return received.contains("EURUSD");
		});
	}

	private static void compute() {
		long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

	private static void rebuild(ApplicationContext context) {
		kill(context);
		await().until(() -> TestSockets.socket(context, "orders").isOpen()
				&& context.getBean(ManagedSockets.class).getProblem() == null);
	}

	private static void kill(ApplicationContext context) {
		long renewals = context(context).getRenewals();
		IoThreadSabotage.kill(context(context));
		await().until(() -> context(context).getRenewals() > renewals);
	}

	private static HardenedContext context(ApplicationContext context) {
		return context.getBean(HardenedContext.class);
	}

	private static long openFiles() {
		return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
	}

	private static int jeromqThreads() {
		return (int) Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-"))
			.count();
	}

	private static ServerSocket squat(int port) {
		try {
			ServerSocket squatter = new ServerSocket();
			squatter.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return squatter;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(ServerSocket squatter) {
		try {
			squatter.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
